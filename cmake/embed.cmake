# Files inside the executable: migrations, catalogues, mails, robots data, the demo's pictures and the web app, each as bytes (.incbin) with
# a table of names. Adding a file to one of these folders is enough.
set(EMBED_LIST "")
macro(embed_folder prefix folder pattern)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE "${folder}" "${folder}/${pattern}")
  foreach(file ${found})
    list(APPEND EMBED_LIST "${prefix}/${file}|${folder}/${file}")
  endforeach()
endmacro()
embed_folder(migrations "${CMAKE_SOURCE_DIR}/server/migrations" "*.sql")
embed_folder(locales "${CMAKE_SOURCE_DIR}/locales" "*.json")
embed_folder(mails "${CMAKE_SOURCE_DIR}/emails/built" "*.html")
embed_folder(demo "${CMAKE_SOURCE_DIR}/server/app/demo/pictures" "*.png")
embed_folder(data "${CMAKE_SOURCE_DIR}/server/data" "*")
if(ESSAIM_WEB_DIR)
  embed_folder(web "${ESSAIM_WEB_DIR}" "*")
endif()

set(asm ".section .rodata\n")
set(table "")
set(count 0)
set(files "")
foreach(entry ${EMBED_LIST})
  string(REPLACE "|" ";" parts "${entry}")
  list(GET parts 0 name)
  list(GET parts 1 path)
  string(APPEND asm ".global essaim_file_${count}\n.global essaim_file_${count}_end\nessaim_file_${count}:\n.incbin \"${path}\"\nessaim_file_${count}_end:\n.byte 0\n")
  string(APPEND externs "extern char const essaim_file_${count}[], essaim_file_${count}_end[];\n")
  string(APPEND table "    {\"${name}\", {essaim_file_${count}, size_t(essaim_file_${count}_end - essaim_file_${count})}},\n")
  list(APPEND files "${path}")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND asm ".section .note.GNU-stack,\"\",@progbits\n")
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/embedded.S" CONTENT "${asm}" @ONLY)
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/embedded_files.cpp" CONTENT "#include \"platform/config/embedded.hpp\"
extern \"C\" {
${externs}}
namespace essaim {
std::vector<EmbeddedFile> const& embedded_files() {
  static std::vector<EmbeddedFile> const files{
${table}  };
  return files;
}
}
" @ONLY)
set(EMBEDDED_SOURCES "${CMAKE_BINARY_DIR}/generated/embedded.S" "${CMAKE_BINARY_DIR}/generated/embedded_files.cpp")
set_source_files_properties("${CMAKE_BINARY_DIR}/generated/embedded.S" PROPERTIES OBJECT_DEPENDS "${files}")
