// Keys by what they do. Each can be put on another key, which this browser remembers.

/**
 * @typedef {{ action: string, keys: string[], label: string, group: string }} Key
 */

const REMEMBERED = "dateline-keys";

/**
 * Give the name of what was pressed: "n", "?", "Shift+ArrowLeft", "Ctrl+z". Command counts as Ctrl; Shift is named only
 * where it does not choose the character.
 * @param {KeyboardEvent} event
 */
export function nameOf(event) {
  const { key } = event;
  const printable = [...key].length === 1 && key !== " ";
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const isCommand = event.ctrlKey || event.metaKey;
  const modifiers = [
    isCommand ? "Ctrl+" : "",
    event.altKey ? "Alt+" : "",
    event.shiftKey && (!printable || isCommand) ? "Shift+" : "",
  ].join("");
  if (digit && !event.shiftKey && !modifiers && !/[a-z]/i.test(key)) return digit; // also where digits need Shift
  return modifiers + (key === " " ? "Space" : printable && modifiers ? key.toLowerCase() : key);
}

/** Which key does what. */
export class Keymap {
  /** @type {Map<string, string>} */
  #actions = new Map();

  /** @param {Key[]} keys as they are unless somebody changed them */
  constructor(keys) {
    this.defaults = keys;
    /** @type {Record<string, string>} */
    this.changed = remembered();
    this.#index();
  }

  /**
   * Give what a key does; "" for nothing.
   * @param {string} name
   */
  actionOf(name) {
    return this.#actions.get(name) ?? "";
  }

  /**
   * Give the keys that do something.
   * @param {string} action
   */
  keysOf(action) {
    const own = this.changed[action];
    return own ? [own] : (this.defaults.find((key) => key.action === action)?.keys ?? []);
  }

  /**
   * Put an action on another key; gives the action that has that key already, and changes nothing then.
   * @param {string} action
   * @param {string} name
   */
  put(action, name) {
    const taken = this.actionOf(name);
    if (taken && taken !== action) return taken;
    this.changed = { ...this.changed, [action]: name };
    this.#remember();
    return "";
  }

  /** Put every action back on its own key. */
  reset() {
    this.changed = {};
    this.#remember();
  }

  #remember() {
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify(this.changed));
    } catch {
      // a private window: they hold until the page is left
    }
    this.#index();
  }

  #index() {
    this.#actions = new Map();
    for (const { action } of this.defaults) for (const name of this.keysOf(action)) this.#actions.set(name, action);
  }
}

/** @returns {Record<string, string>} */
function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
    return Object.fromEntries(Object.entries(found).filter(([, name]) => typeof name === "string"));
  } catch {
    return {};
  }
}
