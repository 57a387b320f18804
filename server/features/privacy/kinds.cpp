#include "features/privacy/kinds.hpp"

#include "features/privacy/rules.hpp"
#include "platform/retention/retention.hpp"

#include <array>
#include <map>
#include <string>

namespace essaim::privacy {

std::span<Kind const> kinds() {
  static std::array const all{
      Kind{.name = "directory",
           .keeps = "directory",
           .columns = {"person.id", "person.email", "person.email_key", "group_membership.person_id"}},
      Kind{.name = "roles",
           .keeps = "office",
           .columns = {"role_grant.person_id", "role_grant.granted_by", "role_grant.ended_by"},
           .lists = {{"people", "roles"}}},
      Kind{.name = "consents",
           .keeps = "proof",
           .columns = {"consent_event.person_id"},
           .lists = {{"people", "consents"}}},
      Kind{.name = "invitations",
           .keeps = "invitation",
           .columns = {"invitation.person_id", "invitation.invited_by", "invitation_link_made.person_id",
                       "invitation_link_made.made_by", "refusal.email_hash"},
           .lists = {{"people", "invitations"}}},
      Kind{.name = "sign_in",
           .keeps = "leaving",
           .columns = {"session.person_id", "password.person_id", "second_factor.person_id", "recovery_code.person_id",
                       "passkey.person_id", "sign_in_link.person_id", "sign_in_link.sealed_email",
                       "known_browser.person_id"},
           .lists = {{"people", "sessions"}}},
      Kind{.name = "preferences", .keeps = "leaving", .columns = {"preference.person_id"}},
      Kind{.name = "messages",
           .keeps = "message",
           .columns = {"notice.person_id", "outbox.person_id"},
           .lists = {{"people", "notices"}}},
      Kind{.name = "imports",
           .keeps = "import",
           .columns = {"import_preview.made_by", "import_row.new_id", "import_row.email", "import_row.email_key"}},
      Kind{.name = "repeats", .keeps = "day", .columns = {"idempotency.person_id"}},
      Kind{.name = "decisions",
           .keeps = "office",
           .columns = {"setting.author_id", "audit.actor_id", "charter_version.author_id", "guide_text.author_id",
                       "guide_version.author_id", "library_rules.author_id"}},
      Kind{.name = "library",
           .keeps = "leaving",
           .columns = {"story.made_by", "story_history.person_id", "story_relabel.person_id", "media.made_by",
                       "source.made_by", "watch_decision.person_id"},
           .lists = {{"content", "deeds"}, {"content.sources", "watch"}}},
      Kind{
          .name = "suggestions",
          .keeps = "leaving",
          .columns = {"suggestion.person_id", "suggestion.decided_by", "contributor.person_id", "contributor.ended_by"},
          .lists = {{"content.suggestions", "suggestions"}}},
      Kind{.name = "pictures",
           .keeps = "days",
           .days = 30,  // influence/pictures: PictureRules::life
           .columns = {"influence_picture.person_id", "influence_viewer.person_id"},
           .lists = {{"influence", "pictures"}}},
      Kind{.name = "today",
           .keeps = "leaving",
           .columns = {"keeping.person_id", "aside.person_id", "less_of.person_id", "today_choice.person_id"},
           .lists = {{"today", "kept"}, {"today", "put_aside"}, {"today", "less_of_themes"}}},
      Kind{.name = "drafts", .keeps = "leaving", .columns = {"draft.person_id"}, .lists = {{"sharing", "drafts"}}},
      Kind{.name = "shares", .keeps = "replaced", .columns = {"share.person_id"}, .lists = {{"sharing", "shares"}}},
      Kind{.name = "links", .keeps = "link", .columns = {"link.person_id"}, .lists = {{"links", "links"}}},
      Kind{.name = "clicks", .keeps = "clicks"},  // of readers, who are nobody here: promise 5
      Kind{.name = "figures",
           .keeps = "figures",
           .columns = {"figure_roster.person_id", "figure_grain.person_id"},
           .lists = {{"figures", "counted_as_member_from"}}},
      Kind{.name = "accesses",
           .keeps = "days",
           .days = access_log_days,
           .columns = {"access_line.viewer_id", "access_line.subject_id"},
           .lists = {{"privacy", "about_me"}, {"privacy", "by_me"}}},
      Kind{.name = "requests",
           .keeps = "days",
           .days = retention::term_of(retention::Kind::prepared_file).days,
           .columns = {"prepared_file.person_id", "person_request.sealed_email"},
           .lists = {{"privacy", "prepared_files"}}},
      Kind{.name = "backups", .keeps = "backup"},
  };
  return all;
}

std::vector<std::optional<int64_t>> count_own(Organisation& organisation, db::Tx& tx, int64_t person) {
  std::map<std::string_view, Json> held;
  for (auto const& data : organisation.personal_data) held.emplace(data.feature, data.export_for(tx, person));
  std::vector<std::optional<int64_t>> out;
  for (auto const& kind : kinds()) {
    std::optional<int64_t> count;
    for (auto const& [feature, list] : kind.lists) {
      auto const found = held.find(feature);
      auto const* items = found == held.end() ? nullptr : found->second.find(list);
      if (items && items->array()) count = count.value_or(0) + int64_t(items->array()->size());
    }
    out.push_back(count);
  }
  return out;
}

}  // namespace essaim::privacy
