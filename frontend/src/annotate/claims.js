// What a statement says of a claim: found across the archive or made anew, and whether it is affirmed or denied.

import { call } from "./api.js";
import { gettext, shorten } from "./i18n.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./picker.js").Picker} Picker
 * @typedef {{ uuid: string, text: string, hint: string }} Claim
 */

/**
 * Ask which claim a statement is about, then what it does to it.
 * @param {Bench} bench
 * @param {Picker} picker
 * @param {Annotation} annotation
 */
export function askClaim(bench, picker, annotation) {
  if (!bench.data.may.claims) {
    return bench.say(gettext("Claims are judged by curators; you see them when your set has been handed in."));
  }
  picker.open({
    title: gettext("Which claim is it about?"),
    query: "",
    options: async (query) => {
      const found = await findClaims(bench, annotation, query);
      const options = found.map((claim) => ({
        id: claim.uuid,
        label: claim.text,
        hint: claim.hint,
        choose: () => askPolarity(bench, picker, annotation, claim),
      }));
      return [...options, ...newClaim(bench, picker, annotation, query)];
    },
  });
}

/**
 * Take a claim off a statement.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {string} claim
 */
export function removeStance(bench, annotation, claim) {
  const stances = bench.data.stances[annotation.uuid] ?? [];
  const taken = stances.find((one) => one.claim === claim);
  bench.data.stances[annotation.uuid] = stances.filter((one) => one.claim !== claim);
  sendStance(bench, annotation, claim, null);
  if (taken) bench.say(gettext("No longer about “%(text)s”.", { text: shorten(taken.text) }));
}

/**
 * Say what a statement does to a claim.
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {{ uuid: string, text: string }} claim
 * @param {string} polarity
 */
export function setStance(bench, annotation, claim, polarity) {
  const others = (bench.data.stances[annotation.uuid] ?? []).filter((one) => one.claim !== claim.uuid);
  bench.data.stances[annotation.uuid] = [...others, { claim: claim.uuid, text: claim.text, polarity }];
  sendStance(bench, annotation, claim.uuid, polarity);
  const name = bench.data.choices.polarity.find(([code]) => code === polarity)?.[1] ?? polarity;
  bench.say(gettext("It %(polarity)s “%(text)s”.", { polarity: name, text: shorten(claim.text) }));
}

/**
 * @param {Bench} bench
 * @param {Picker} picker
 * @param {Annotation} annotation
 * @param {{ uuid: string, text: string }} claim
 */
function askPolarity(bench, picker, annotation, claim) {
  picker.open({
    title: gettext("What does the statement do to it?"),
    query: "",
    note: shorten(claim.text, 160),
    options: (query) =>
      bench.data.choices.polarity
        .filter(([, name]) => name.toLocaleLowerCase().startsWith(query.trim().toLocaleLowerCase()))
        .map(([code, name], index) => ({
          id: code,
          label: name,
          key: String(index + 1),
          choose: () => setStance(bench, annotation, claim, code),
        })),
  });
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {string} query
 * @returns {Promise<Claim[]>}
 */
async function findClaims(bench, annotation, query) {
  const speaker = annotation.content.statement?.sources.find((one) => one.role === "speaker")?.entity ?? "";
  const words = query.trim() || bench.wordsOf(annotation.content);
  const asked = new URLSearchParams({ q: words.slice(0, 500), speaker, set: bench.data.set.uuid });
  const answer = await call("GET", `${bench.data.urls.claims}?${asked}`);
  return answer.outcome === "done" ? answer.data.claims : [];
}

/**
 * @param {Bench} bench
 * @param {Picker} picker
 * @param {Annotation} annotation
 * @param {string} query
 */
function newClaim(bench, picker, annotation, query) {
  const text = (query || bench.wordsOf(annotation.content)).replace(/["“”«»]/gu, "").replace(/\s+/gu, " ").trim();
  if (!text) return [];
  return [
    {
      id: "new",
      label: gettext("New claim: “%(text)s”", { text: shorten(text, 90) }),
      choose: () => {
        const uuid = crypto.randomUUID();
        bench.saver.wantPost({ key: `claim ${uuid}`, rank: 0, url: bench.data.urls.claim, body: { uuid, text } });
        askPolarity(bench, picker, annotation, { uuid, text });
      },
    },
  ];
}

/**
 * @param {Bench} bench
 * @param {Annotation} annotation
 * @param {string} claim
 * @param {string | null} polarity null takes the stance back
 */
function sendStance(bench, annotation, claim, polarity) {
  bench.saver.wantPost({
    key: `stance ${annotation.uuid} ${claim}`,
    rank: 2,
    url: bench.data.urls.stance,
    body: { annotation: annotation.uuid, claim, polarity },
  });
}
