#include "features/people/letters.hpp"

#include "base/text.hpp"
#include "features/people/rules.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/outbox.hpp"

namespace essaim::people {
namespace {

// The texts of a kind of letter stand in locales/*/mails.json under its name.
class Draft {
 public:
  Draft(Draft const&) = delete;
  Draft(Catalogue const& words, std::string kind, Voice const& voice, Recipient const& to, std::string inviter = {},
        std::string browser = {}, std::string when = {})
      : words_(words),
        kind_(std::move(kind)),
        language_(to.language),
        programme_(voice.programme),
        own_words_(parameters_of(voice.words, to.language)),
        first_name_(first_name_of(to.name)),
        inviter_(std::move(inviter)),
        browser_(std::move(browser)),
        when_(std::move(when)) {
    values_ = {{"programme", programme_},
               {"first_name", first_name_},
               {"inviter", inviter_},
               {"browser", browser_},
               {"when", when_}};
    for (auto const& [name, word] : own_words_) values_.emplace_back(name, word);
    letter_.kind = kind_;
    letter_.language = language_;
    letter_.to_name = to.name;
    letter_.to_address = to.address;
    letter_.programme_name = programme_;
    letter_.look = voice.look;
    letter_.subject = say("subject");
    letter_.preview = say("preview");
    letter_.heading = say("heading");
    letter_.footer = say("footer");
  }
  std::string say(std::string_view part) const {
    return words_.text(language_, "mails." + kind_ + "." + std::string(part), values_);
  }
  Draft& before(std::string text) { return letter_.before.push_back(std::move(text)), *this; }
  Draft& after(std::string text) { return letter_.after.push_back(std::move(text)), *this; }
  Draft& point(std::string_view part) { return letter_.points.push_back(say(part)), *this; }
  Draft& button(std::string const& address) {
    letter_.button = say("button");
    letter_.address = address;
    letter_.copy_hint = words_.text(language_, "mails.copy_hint");
    return *this;
  }
  mail::Letter take() { return std::move(letter_); }

 private:
  Catalogue const& words_;
  // What values_ looks at.
  std::string kind_, language_, programme_;
  WordParameters own_words_;
  std::string first_name_, inviter_, browser_, when_;
  MessageArguments values_;
  mail::Letter letter_;
};

}  // namespace

mail::Letter sign_in_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                            std::string const& address) {
  Draft draft(words, "sign_in", voice, to);
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter join_letter(Catalogue const& words, Voice const& voice, Recipient const& to, std::string const& address) {
  Draft draft(words, "join", voice, to);
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter invitation_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                               std::string const& inviter, std::string const& message, std::string const& address) {
  Draft draft(words, "invitation", voice, to, inviter);
  draft.before(draft.say("before"));
  if (!one_line(message).empty())
    draft.before(words.text(to.language, "mails.invitation.message", {{"inviter", inviter}, {"message", message}}));
  draft.point("voice").point("figures").point("leave");
  return draft.button(address).after(draft.say("after")).take();
}

mail::Letter reminder_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                             std::string const& address) {
  Draft draft(words, "reminder", voice, to);
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter new_browser_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                                std::string const& browser, Instant at, std::string const& address) {
  std::string const shown = browser.empty() ? words.text(to.language, "mails.new_browser.unknown") : browser;
  Draft draft(words, "new_browser", voice, to, {}, shown, long_date(to.language, at));
  return draft.before(draft.say("before")).before(draft.say("if_you")).button(address).after(draft.say("after")).take();
}

mail::Letter password_changed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at,
                                     std::string const& address) {
  Draft draft(words, "password_changed", voice, to, {}, {}, long_date(to.language, at));
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter second_factor_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                                  std::string_view what, Instant at, std::string const& address) {
  Draft draft(words, std::string(what), voice, to, {}, {}, long_date(to.language, at));
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter email_changed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at) {
  Draft draft(words, "email_changed", voice, to, {}, {}, long_date(to.language, at));
  return draft.before(draft.say("before")).after(draft.say("after")).take();
}

mail::Letter proof_opened_letter(Catalogue const& words, Voice const& voice, Recipient const& to, std::string const& by,
                                 std::string const& claim, Instant at, std::string const& address) {
  Draft draft(words, "proof_opened", voice, to, by, {}, long_date(to.language, at));
  draft.before(draft.say("before")).before(words.text(to.language, "mails.proof_opened.claim", {{"claim", claim}}));
  return draft.button(address).after(draft.say("after")).take();
}

mail::Letter file_prepared_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant ends,
                                  std::string const& address) {
  Draft draft(words, "file_prepared", voice, to, {}, {}, long_date(to.language, ends));
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter file_sealed_letter(Catalogue const& words, Voice const& voice, Recipient const& to, Instant at,
                                std::string const& address) {
  Draft draft(words, "file_sealed", voice, to, {}, {}, long_date(to.language, at));
  return draft.before(draft.say("before")).button(address).after(draft.say("after")).take();
}

mail::Letter erased_letter(Catalogue const& words, Voice const& voice, Recipient const& to,
                           std::vector<std::string> lines, Instant at) {
  Draft draft(words, "erased", voice, to, {}, {}, long_date(to.language, at));
  draft.before(draft.say("before")).after(draft.say("stays")).after(draft.say("again"));
  auto letter = draft.take();
  letter.points = std::move(lines);
  return letter;
}

void post(Door& door, db::Tx& tx, mail::Letter const& letter, int64_t person, Duration useful) {
  auto const now = door.organisation.now();
  if (!door.organisation.mail) return;
  door.organisation.mail->post(tx, letter, person, now + useful);
  if (door.organisation.jobs && door.organisation.mail->can_send())
    door.organisation.jobs->enqueue(tx, "mail.deliver_soon", Json(), now, "mail.deliver_soon");
}

}  // namespace essaim::people
