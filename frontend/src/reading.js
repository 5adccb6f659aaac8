// The article page: layers to switch, statements to follow, evidence to light up. Without this the links do it.

import { switchLayers } from "./reading/layers.js";
import { lightUp } from "./reading/lights.js";
import { makeTabs } from "./reading/tabs.js";

const tabs = makeTabs(document);
switchLayers(document, sessionStorage);
lightUp(document, { show: tabs.show });
