// What the workbench's pages do beyond their forms: keys, evidence under the pointer, words taken over by selecting them.

import { listenForKeys } from "./workbench/keys.js";
import { lightEvidence } from "./workbench/evidence.js";
import { takeSelection } from "./workbench/selection.js";

listenForKeys(document);
lightEvidence(document);
takeSelection(document);
