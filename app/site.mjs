// Completes the site that Trunk has built. Each step reads what the one before has written.

import { nameRules } from "./cloudformation/name.mjs";
import { precache } from "./offline/precache.mjs";
import { refusePaths } from "./paths.mjs";
import { allowStart } from "./policy.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
try {
  refusePaths(folder);
  nameRules(folder);
  allowStart(folder);
  precache(folder);
} catch (reason) {
  console.error(`app/site.mjs: ${reason instanceof Error ? reason.message : reason}`);
  process.exit(1);
}
