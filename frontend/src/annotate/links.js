// Which entity words may mean: what the same words were linked to here, what the archive knows by such a name, or a new one.

import { call } from "./api.js";
import { changeCurrent, speakersIn } from "./deeds.js";
import { gettext, ngettext, shorten } from "./i18n.js";
import { extentOf, withSpeaker } from "./model.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./picker.js").Option} Option
 * @typedef {import("./page.js").Entity} Entity
 */

const OFFERED = 8;
/** @type {Map<string, Promise<Entity[]>>} */
const asked = new Map();

/**
 * Give the entities that words may mean, likeliest first.
 * @param {Bench} bench
 * @param {string} words
 * @param {string} kind "" for any
 * @returns {Promise<Entity[]>}
 */
export async function candidates(bench, words, kind = "") {
  const here = linkedHere(bench, words);
  const found = await ask(bench, words, kind);
  const seen = new Set(here.map((one) => one.uuid));
  return [...here, ...found.filter((one) => !seen.has(one.uuid))].slice(0, OFFERED);
}

/**
 * Ask for candidates before anybody wants them.
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
export function prefetch(bench, { content }) {
  if (content.mention && !content.mention.entity) void ask(bench, bench.wordsOf(content), kindOf(bench, content));
}

/**
 * Offer entities for the mention that the panel shows.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @returns {import("./picker.js").Question}
 */
export function linkQuestion(bench, { content }) {
  const words = bench.wordsOf(content);
  const kind = kindOf(bench, content);
  return {
    title: gettext("Link “%(words)s” to", { words: shorten(words) }),
    query: words,
    options: async (query) => {
      const found = (await candidates(bench, query, kind)).map((entity) => optionOf(bench, entity, (uuid) => link(bench, uuid)));
      const none = content.mention?.entity ? [unlink(bench)] : [];
      return [...found, ...none, ...newOptions(bench, query || words, kind, (uuid) => link(bench, uuid))];
    },
  };
}

/**
 * Offer speakers for the statement that the panel shows; as what else than the speaker, with `role`.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {(source: { kind: string, entity: string | null, description: string }, mention: Annotation | null) => void} take
 * @param {string} title
 * @returns {import("./picker.js").Question}
 */
export function speakerQuestion(bench, annotation, take, title) {
  const named = (/** @type {string | null} */ entity) => ({ kind: "named", entity, description: "" });
  return {
    title,
    query: "",
    options: async (query) => {
      const wanted = query.trim().toLocaleLowerCase();
      const mentions = nearby(bench, annotation)
        .filter((one) => mentionName(bench, one).toLocaleLowerCase().includes(wanted))
        .slice(0, OFFERED)
        .map((one) => ({
          id: one.uuid,
          label: mentionName(bench, one),
          hint: gettext("“%(words)s” in the text", { words: shorten(bench.wordsOf(one.content), 40) }),
          choose: () => take(named(one.content.mention?.entity ?? null), one),
        }));
      const found = wanted ? await candidates(bench, query) : [];
      const known = found.map((entity) => optionOf(bench, entity, (uuid) => take(named(uuid), null)));
      return [...mentions, ...known, ...kinds(bench, query, (source) => take(source, null))];
    },
  };
}

/**
 * Make what was chosen the speaker of the statement that the panel shows.
 * @param {Bench} bench
 * @param {{ kind: string, entity: string | null, description: string }} source
 * @param {Annotation | null} mention
 */
export function takeSpeaker(bench, source, mention) {
  const extent = mention ? extentOf(mention.content) : null;
  changeCurrent(bench, (content) => withSpeaker(content, { ...source, speaks_for: null }, extent), gettext("speaker"));
}

/**
 * Link the mention that the panel shows.
 * @param {Bench} bench
 * @param {string | null} uuid
 */
export function link(bench, uuid) {
  const label = uuid ? (bench.data.entities[uuid]?.label ?? "") : gettext("not linked");
  changeCurrent(
    bench,
    (content) => (content.mention ? { ...content, mention: { ...content.mention, entity: uuid } } : content),
    gettext("link to %(label)s", { label }),
  );
}

/**
 * Give the kind of entity that a mention's tag stands for; "" where none has its name.
 * @param {Bench} bench
 * @param {import("./model.js").Content} content
 */
export function kindOf(bench, content) {
  const code = content.mention?.tag ?? "";
  return bench.data.choices.entity.some(([kind]) => kind === code) ? code : "";
}

/**
 * Give the entities that the same words are linked to in this set, the commonest first.
 * @param {Bench} bench
 * @param {string} words
 * @returns {Entity[]}
 */
function linkedHere(bench, words) {
  const wanted = plain(words);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { content } of bench.store.annotations.values()) {
    const entity = content.mention?.entity;
    if (entity && plain(bench.wordsOf(content)) === wanted) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .flatMap(([uuid, count]) => {
      const entity = bench.data.entities[uuid];
      const hint = ngettext("linked so %(count)s time here", "linked so %(count)s times here", count);
      return entity ? [{ ...entity, hint }] : [];
    });
}

/** @param {string} words */
function plain(words) {
  return words.replace(/\s+/gu, " ").trim().toLocaleLowerCase();
}

/**
 * @param {Bench} bench
 * @param {string} words
 * @param {string} kind
 * @returns {Promise<Entity[]>}
 */
function ask(bench, words, kind) {
  const key = `${kind} ${plain(words)}`;
  const known = asked.get(key);
  if (known) return known;
  const query = new URLSearchParams({ q: words, kind, set: bench.data.set.uuid });
  const found = call("GET", `${bench.data.urls.candidates}?${query}`).then((answer) => {
    if (answer.outcome !== "done") asked.delete(key);
    return answer.outcome === "done" ? answer.data.candidates : [];
  });
  asked.set(key, found);
  return found;
}

/**
 * @param {Bench} bench
 * @param {Entity} entity
 * @param {(uuid: string) => void} take
 * @returns {Option}
 */
function optionOf(bench, entity, take) {
  const kind = bench.data.choices.entity.find(([code]) => code === entity.kind)?.[1] ?? entity.kind;
  return {
    id: entity.uuid,
    label: entity.label,
    hint: [kind, entity.hint].filter(Boolean).join(" · "),
    choose: () => {
      bench.data.entities[entity.uuid] ??= entity;
      take(entity.uuid);
    },
  };
}

/**
 * @param {Bench} bench
 * @returns {Option}
 */
function unlink(bench) {
  return { id: "none", label: gettext("Not linked"), choose: () => link(bench, null) };
}

/**
 * Offer to make an entity, where the annotator may.
 * @param {Bench} bench
 * @param {string} words
 * @param {string} kind
 * @param {(uuid: string) => void} take
 * @returns {Option[]}
 */
function newOptions(bench, words, kind, take) {
  const label = words.replace(/\s+/gu, " ").trim();
  if (!bench.data.may.entities || !label) return [];
  const kinds = bench.data.choices.entity.filter(([code]) => !kind || code === kind);
  return kinds.map(([code, name]) => ({
    id: `new-${code}`,
    label: gettext("New %(kind)s “%(label)s”", { kind: name, label: shorten(label, 40) }),
    choose: () => {
      const uuid = crypto.randomUUID();
      bench.data.entities[uuid] = { uuid, label, kind: code };
      bench.saver.wantPost({ key: `entity ${uuid}`, rank: 0, url: bench.data.urls.entity, body: { uuid, label, kind: code } });
      asked.clear();
      take(uuid);
    },
  }));
}

/**
 * Offer sources without a name.
 * @param {Bench} bench
 * @param {string} query becomes the description, as printed
 * @param {(source: { kind: string, entity: null, description: string }) => void} take
 * @returns {Option[]}
 */
function kinds(bench, query, take) {
  return bench.data.choices.source
    .filter(([kind]) => kind !== "named")
    .map(([kind, name]) => ({
      id: `kind-${kind}`,
      label: query.trim() ? gettext("%(name)s: “%(words)s”", { name, words: query.trim() }) : name,
      choose: () => take({ kind, entity: null, description: query.trim() }),
    }));
}

/**
 * Give the mentions that may speak, nearest to a statement first, each entity once.
 * @param {Bench} bench
 * @param {Annotation} annotation
 */
function nearby(bench, { content }) {
  const { start, end } = extentOf(content);
  const far = (/** @type {Annotation} */ one) => {
    const place = extentOf(one.content);
    return place.end <= start ? start - place.end : place.start >= end ? place.start - end : 1_000_000;
  };
  const sorted = speakersIn(bench).sort((a, b) => far(a) - far(b));
  const seen = new Set();
  return sorted.filter((one) => {
    const name = one.content.mention?.entity ?? one.uuid;
    return !seen.has(name) && seen.add(name);
  });
}

/**
 * @param {Bench} bench
 * @param {Annotation} mention
 */
function mentionName(bench, { content }) {
  const entity = content.mention?.entity;
  return (entity && bench.data.entities[entity]?.label) || shorten(bench.wordsOf(content));
}
