#pragma once
// Whether a picture or document in a backup still has the bytes that its name says (their SHA-256).

#include <memory>
#include <string>
#include <string_view>

namespace essaim {

class PictureCheck {
 public:
  /// Of the file of this path; one that is no picture is always whole.
  explicit PictureCheck(std::string_view path);
  bool is_picture() const { return digest_ != nullptr; }
  /// The SHA-256 that names it, "" for another file.
  std::string const& name() const { return name_; }
  void add(std::string_view bytes);
  bool is_whole();  // once, after the last byte

 private:
  struct Digest;
  std::string name_;
  std::shared_ptr<Digest> digest_;
};

}  // namespace essaim
