#pragma once
// What the app says of backups: their date and state, to whoever may read the settings. Nobody downloads one here
// (promises.md 17).

#include "platform/http/router.hpp"

namespace essaim {

void add_backup_routes(http::Router& router);

}  // namespace essaim
