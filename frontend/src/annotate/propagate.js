// One mention made of every place where the same words stand: in this text at once, in other texts by the server.

import { call } from "./api.js";
import { mayWrite } from "./deeds.js";
import { ngettext, shorten } from "./i18n.js";
import { extentOf, headSpans, newMention } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 * @typedef {import("./text.js").Extent} Extent
 */

/**
 * Give every other place where the words of a mention stand, as whole words, and are not marked alike.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @returns {Extent[]}
 */
export function equalPlaces(bench, { content }) {
  const heads = headSpans(content);
  if (!content.mention || heads.length !== 1) return [];
  const words = bench.wordsOf(content);
  const marked = new Set(
    [...bench.store.annotations.values()]
      .filter((one) => one.content.layer === content.layer && one.content.mention?.tag === content.mention?.tag)
      .map((one) => `${extentOf(one.content).start}-${extentOf(one.content).end}`),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])${words.trim().split(/\s+/u).map(escape).join("\\s+")}(?![\\p{L}\\p{N}_])`, "gu",
  );
  return [...bench.text.whole.matchAll(pattern)]
    .map((found) => ({
      start: bench.text.toPoints(found.index),
      end: bench.text.toPoints(found.index + found[0].length),
    }))
    .filter(({ start, end }) => !marked.has(`${start}-${end}`) && !bench.text.blockAt(start).folded);
}

/**
 * Mark places alike.
 * @param {Bench} bench
 * @param {Content} content of the mention that is repeated
 * @param {Extent[]} places
 */
export function propagate(bench, content, places) {
  const { mention, layer } = content;
  if (!mention || !places.length || !mayWrite(bench)) return;
  /** @type {[string, Content][]} */
  const changes = places.map((place) => {
    return [crypto.randomUUID(), newMention({ layer, tag: mention.tag, extents: [place], entity: mention.entity })];
  });
  const words = shorten(bench.wordsOf(content));
  bench.store.apply(ngettext("%(count)s more “%(words)s”", "%(count)s more “%(words)s”", places.length, { words }), changes);
  bench.say(ngettext("%(count)s more place is marked.", "%(count)s more places are marked.", places.length));
}

/**
 * @typedef {{ start: number, end: number, before: string, words: string, after: string }} Place
 * @typedef {{ set: string, code: string, title: string, places: Place[] }} PlacesOfSet
 */

/**
 * Give where the words of a mention stand in the person's other open sets, as the server finds them; none without it.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @returns {Promise<PlacesOfSet[]>}
 */
export async function placesElsewhere(bench, { content }) {
  if (!content.mention || headSpans(content).length !== 1) return [];
  const query = new URLSearchParams({ q: bench.wordsOf(content), layer: content.layer, tag: content.mention.tag });
  const answer = await call("GET", `${bench.data.urls.propagate}?${query}`);
  return answer.outcome === "done" ? answer.data.sets : [];
}

/**
 * Mark places in other sets alike, as one step that can be undone as long as nobody has changed them there.
 * @param {Bench} bench
 * @param {Content} content
 * @param {{ set: string, start: number, end: number }[]} places
 */
export function propagateElsewhere(bench, content, places) {
  const { mention, layer } = content;
  if (!mention || !places.length || !mayWrite(bench)) return;
  const url = bench.data.urls.propagate;
  const chosen = places.map(({ set, start, end }) => ({ set, start, end, uuid: crypto.randomUUID() }));
  const words = shorten(bench.wordsOf(content));
  const label = ngettext("%(count)s “%(words)s” in other texts", "%(count)s “%(words)s” in other texts", chosen.length, { words });
  bench.store.note(label, (forward) => {
    const places = chosen.map((one) => ({ ...one }));
    const body = { layer, tag: mention.tag, entity: mention.entity, places, remove: !forward };
    // One key a turn: undoing must not take the place of marking in the queue, but follow it.
    bench.saver.wantPost({ key: `propagate ${crypto.randomUUID()}`, rank: 2, url, body });
    // What was taken back is there still, deleted: marking it again takes new annotations.
    if (!forward) for (const one of chosen) one.uuid = crypto.randomUUID();
  });
  bench.say(ngettext("%(count)s place is marked in other texts.", "%(count)s places are marked in other texts.", chosen.length));
}

/** @param {string} words */
function escape(words) {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

