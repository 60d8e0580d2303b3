// Completes the site that Trunk has built. Each step reads what the one before has written.

import { nameEditor } from "./editor/name.mjs";
import { nameRules } from "./cloudformation/name.mjs";
import { compress } from "./compress.mjs";
import { placeParts } from "./parts.mjs";
import { precache } from "./offline/precache.mjs";
import { refusePaths } from "./paths.mjs";
import { allowStart } from "./policy.mjs";
import { minifyScripts, nameStart } from "./scripts.mjs";
import { joinStyles } from "./styles.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
try {
  placeParts(folder);
  refusePaths(folder);
  nameRules(folder);
  nameEditor(folder);
  nameStart(folder);
  joinStyles(folder);
  minifyScripts(folder);
  allowStart(folder);
  precache(folder);
  await compress(folder);
} catch (reason) {
  console.error(`app/site.mjs: ${reason instanceof Error ? reason.message : reason}`);
  process.exit(1);
}
