// What the page says, in the reader's language: Django's catalogue for scripts, where the page has loaded one.

/** @typedef {{ gettext?: (text: string) => string, ngettext?: (one: string, many: string, count: number) => string }} Catalogue */

const catalogue = /** @type {Catalogue} */ (globalThis.window ?? {});

/**
 * Give a text in the reader's language, with `%(name)s` filled in.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function gettext(text, values = {}) {
  return fill(catalogue.gettext?.(text) ?? text, values);
}

/**
 * Give the form of a text that goes with a number, with `%(name)s` filled in.
 * @param {string} one
 * @param {string} many
 * @param {number} count also fills in `%(count)s`
 * @param {Record<string, string | number>} [values]
 */
export function ngettext(one, many, count, values = {}) {
  return fill(catalogue.ngettext?.(one, many, count) ?? (count === 1 ? one : many), { count, ...values });
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Give words shortened for a line of a list.
 * @param {string} words
 * @param {number} most
 */
export function shorten(words, most = 60) {
  const line = words.replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}
