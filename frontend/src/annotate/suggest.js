// What programs suggest: offered until it is accepted, which copies it into the set, or rejected; both can be undone.

import { mayWrite } from "./deeds.js";
import { gettext, ngettext, shorten } from "./i18n.js";
import { extentOf, headSpans } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 */

/**
 * Give the suggestions that are still open: not accepted, not rejected, and of nothing that is marked alike already.
 * @param {{ offered: Map<string, Annotation>, rejected: Set<string>, annotations: Iterable<Annotation> }} state
 * @returns {Map<string, Annotation>}
 */
export function openSuggestions({ offered, rejected, annotations }) {
  const open = new Map([...offered].filter(([uuid]) => !rejected.has(uuid)));
  if (!open.size) return open;
  const marked = new Set();
  for (const { content } of annotations) {
    if (content.derived_from) open.delete(content.derived_from);
    marked.add(signOf(content));
  }
  for (const [uuid, { content }] of open) if (marked.has(signOf(content))) open.delete(uuid);
  return open;
}

/**
 * Copy a suggestion into the set.
 * @param {Bench} bench
 * @param {Annotation} suggestion
 */
export function accept(bench, suggestion) {
  if (!mayWrite(bench)) return;
  const words = shorten(bench.wordsOf(suggestion.content));
  const label = gettext("accept “%(words)s”", { words });
  bench.store.apply(label, [[crypto.randomUUID(), copyOf(suggestion)]]);
  goOn(bench, suggestion, gettext("Accepted: “%(words)s”.", { words }));
}

/**
 * Don't want a suggestion.
 * @param {Bench} bench
 * @param {Annotation} suggestion
 */
export function reject(bench, suggestion) {
  if (!mayWrite(bench)) return;
  const words = shorten(bench.wordsOf(suggestion.content));
  const turn = (/** @type {boolean} */ rejected) => tell(bench, suggestion.uuid, rejected);
  bench.store.note(gettext("reject “%(words)s”", { words }), turn);
  goOn(bench, suggestion, gettext("Rejected: “%(words)s”.", { words }));
}

/**
 * Copy every suggested name into the set, as one step.
 * @param {Bench} bench
 */
export function acceptNames(bench) {
  const names = [...bench.suggestions.values()].filter(({ content }) => content.mention);
  if (!names.length || !mayWrite(bench)) return;
  /** @type {[string, Content][]} */
  const changes = names.map((one) => [crypto.randomUUID(), copyOf(one)]);
  bench.store.apply(ngettext("accept %(count)s name", "accept %(count)s names", names.length), changes);
  bench.say(ngettext("%(count)s name is accepted. Ctrl+Z takes it back.", "%(count)s names are accepted. Ctrl+Z takes them back.", names.length));
}

/**
 * Give what a program suggests as it would be the person's own: how sure the program was is not the person's word.
 * @param {Annotation} suggestion
 * @returns {Content}
 */
function copyOf({ uuid, content }) {
  const mention = content.mention && { ...content.mention, certainty: "" };
  return { ...content, mention, derived_from: uuid };
}

/**
 * @param {Bench} bench
 * @param {string} uuid
 * @param {boolean} rejected
 */
function tell(bench, uuid, rejected) {
  if (rejected) bench.rejected.add(uuid);
  else bench.rejected.delete(uuid);
  const body = { suggestion: uuid, rejected };
  bench.saver.wantPost({ key: `suggestion ${uuid}`, rank: 2, url: bench.data.urls.suggestion, body });
}

/**
 * Go to the next open suggestion, and say what was done.
 * @param {Bench} bench
 * @param {Annotation} from
 * @param {string} said
 */
function goOn(bench, from, said) {
  const { start } = extentOf(from.content);
  const open = inOrder(bench.suggestions.values());
  const next = open.find(({ content }) => extentOf(content).start >= start) ?? open[0];
  bench.choose(next?.uuid ?? null);
  bench.say(next ? `${said} ${bench.describe(next)}` : `${said} ${gettext("That was the last suggestion.")}`);
}

/**
 * Give annotations in the order of the text.
 * @param {Iterable<Annotation>} annotations
 */
export function inOrder(annotations) {
  const at = (/** @type {Annotation} */ one) => extentOf(one.content);
  return [...annotations].sort((a, b) => at(a).start - at(b).start || at(b).end - at(a).end);
}

/**
 * Give what makes two annotations say the same of the same words.
 * @param {Content} content
 */
function signOf(content) {
  const places = headSpans(content).map(({ start, end }) => `${start}-${end}`);
  return `${content.layer} ${content.mention?.tag ?? ""} ${places.join(" ")}`;
}
