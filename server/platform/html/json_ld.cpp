#include "platform/html/json_ld.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace essaim::html {
namespace {

constexpr size_t most_nodes = 512;
constexpr int deepest = 8;

// Control characters inside strings, comment and CDATA wrappers, trailing semicolons: all seen in the wild.
std::optional<Json> parse_mended(std::string_view script) {
  auto text = trim(script);
  for (std::string_view wrapper : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["})
    if (text.starts_with(wrapper)) text = trim(text.substr(wrapper.size()));
  for (std::string_view wrapper : {"-->", "//]]>", "/*]]>*/", "]]>", ";"})
    if (text.ends_with(wrapper)) text = trim(text.substr(0, text.size() - wrapper.size()));
  if (auto whole = parse_json(text)) return *whole;
  std::string mended;
  bool quoted = false, escaped = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (quoted) {
      mended += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      if (!escaped && c == '"') quoted = false;
      escaped = !escaped && c == '\\';
      continue;
    }
    if (c == '"') quoted = true;
    if (c == ',') {
      size_t const next = text.find_first_not_of(" \t\r\n", i + 1);
      if (next != std::string_view::npos && (text[next] == '}' || text[next] == ']')) continue;  // a comma too many
    }
    mended += c;
  }
  if (auto whole = parse_json(mended)) return *whole;
  return std::nullopt;
}

class Graph {
 public:
  void add(Json const& value, int depth = 0) {
    if (depth > deepest || nodes_.size() >= most_nodes) return;
    if (auto const* items = value.array()) {
      for (auto const& item : *items) add(item, depth + 1);
    } else if (value.object() != nullptr) {
      nodes_.push_back(&value);
      if (auto const id = value.string_or("@id"); !id.empty() && value.object()->size() > 1) by_id_.emplace(id, &value);
      if (auto const* graph = value.find("@graph")) add(*graph, depth + 1);
      if (auto const* main = value.find("mainEntity")) add(*main, depth + 1);
    }
  }

  // {"@id": "#logo"} stands for the node of that name.
  Json const& resolve(Json const& value) const {
    if (value.object() == nullptr || value.object()->size() != 1) return value;
    auto const found = by_id_.find(value.string_or("@id"));
    return found == by_id_.end() ? value : *found->second;
  }

  std::vector<Json const*> const& nodes() const { return nodes_; }

 private:
  std::vector<Json const*> nodes_;
  std::map<std::string, Json const*> by_id_;
};

std::string type_of(Json const& node) {
  auto const* type = node.find("@type");
  if (type == nullptr) return {};
  if (auto const* items = type->array())
    return items->empty() || !items->front().string() ? "" : *items->front().string();
  return type->string() ? *type->string() : std::string();
}

// The main thing of a page first: what has an author and a date, then what can be watched or applied to, then pages.
int rank_of(std::string const& type) {
  if (type.ends_with("Article") || type == "BlogPosting" || type == "Report" || type == "LiveBlogPosting") return 4;
  constexpr std::array<std::string_view, 9> things = {"VideoObject", "PodcastEpisode", "JobPosting",
                                                      "Event",       "Product",        "Recipe",
                                                      "Book",        "Course",         "SocialMediaPosting"};
  if (std::find(things.begin(), things.end(), type) != things.end()) return 3;
  if (type.ends_with("Page")) return 2;
  return type == "WebSite" ? 1 : 0;
}

std::string first_text(Json const* value) {
  if (value == nullptr) return {};
  if (auto const* text = value->string()) return *text;
  if (auto const* items = value->array())
    for (auto const& item : *items)
      if (auto const* text = item.string(); text && !text->empty()) return *text;
  return {};
}

std::string image_of(Graph const& graph, Json const* value, int depth = 0) {
  if (value == nullptr || depth > 3) return {};
  if (auto const* text = value->string()) return *text;
  if (auto const* items = value->array()) {
    for (auto const& item : *items)
      if (auto address = image_of(graph, &item, depth + 1); !address.empty()) return address;
    return {};
  }
  auto const& node = graph.resolve(*value);
  for (auto name : {"url", "contentUrl"})
    if (auto address = image_of(graph, node.find(name), depth + 1); !address.empty()) return address;
  return {};
}

std::string name_of(Graph const& graph, Json const* value, int depth = 0) {
  if (value == nullptr || depth > 3) return {};
  if (auto const* items = value->array())
    return items->empty() ? std::string() : name_of(graph, &items->front(), depth + 1);
  if (auto const* text = value->string()) return *text;
  return first_text(graph.resolve(*value).find("name"));
}

void fill(std::string& into, std::string value) {
  if (into.empty()) into = std::move(value);
}

void read_node(Graph const& graph, Json const& node, int rank, LinkedData& out) {
  if (rank >= 2) {
    fill(out.type, type_of(node));
    fill(out.headline, first_text(node.find("headline")));
    if (rank >= 3) fill(out.headline, first_text(node.find("name")));
    fill(out.description, first_text(node.find("description")));
    fill(out.image, image_of(graph, node.find("image")));
    fill(out.image, first_text(node.find("thumbnailUrl")));
    for (auto name : {"datePublished", "uploadDate", "datePosted", "dateCreated"})
      fill(out.published, first_text(node.find(name)));
    fill(out.language, first_text(node.find("inLanguage")));
    fill(out.site_name, name_of(graph, node.find("publisher")));
  }
  if (rank == 1) {
    fill(out.language, first_text(node.find("inLanguage")));
    fill(out.site_name, first_text(node.find("name")));
  }
}

}  // namespace

LinkedData read_linked_data(std::vector<std::string> const& scripts) {
  std::vector<Json> parsed;
  for (auto const& script : scripts)
    if (auto value = parse_mended(script)) parsed.push_back(std::move(*value));
  Graph graph;
  for (auto const& value : parsed) graph.add(value);
  LinkedData out;
  for (int rank = 4; rank >= 1; --rank)
    for (auto const* node : graph.nodes())
      if (rank_of(type_of(*node)) == rank) read_node(graph, *node, rank, out);
  return out;
}

}  // namespace essaim::html
