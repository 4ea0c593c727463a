// The password form needs the server's Chinese font as well, where the machine has none.

import { useOwnFontIfNeeded } from "./font.js";

useOwnFontIfNeeded(document.title);
