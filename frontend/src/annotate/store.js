// The annotations of a set as they are on this page, and the way back and forth through what was done to them.

import { extentOf, same } from "./model.js";

/**
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./model.js").Content} Content
 * @typedef {Map<string, Content | null>} Changes null: not there
 * @typedef {{ label: string, before: Changes, after: Changes, turn?: (forward: boolean) => void }} Deed
 *   `turn` does, or undoes, what is no change of annotations
 */

/** Annotations by uuid. Everything that is done goes through `apply`, so that it can be undone. */
export class Store {
  /** @type {Map<string, Annotation>} */
  annotations = new Map();
  /** @type {Deed[]} */
  done = [];
  /** @type {Deed[]} */
  undone = [];

  /**
   * @param {{
   *   want: (uuid: string, content: Content | null) => void, changed: (uuids: string[]) => void, me: string
   * }} tell
   */
  constructor(tell) {
    this.tell = tell;
  }

  /**
   * Give an annotation's content; null where it is not there.
   * @param {string} uuid
   */
  content(uuid) {
    return this.annotations.get(uuid)?.content ?? null;
  }

  /** Give all annotations in the order of the text; what begins at the same place, the longer first. */
  inOrder() {
    const placed = [...this.annotations.values()].map((annotation) => ({ annotation, ...extentOf(annotation.content) }));
    placed.sort((a, b) => a.start - b.start || b.end - a.end || (a.annotation.uuid < b.annotation.uuid ? -1 : 1));
    return placed.map(({ annotation }) => annotation);
  }

  /**
   * Do something to annotations, as one step.
   * @param {string} label what it is, for whoever undoes it
   * @param {Changes | [string, Content | null][]} changes
   */
  apply(label, changes) {
    const after = new Map([...changes].filter(([uuid, content]) => !same(content, this.content(uuid))));
    if (!after.size) return false;
    const before = new Map([...after.keys()].map((uuid) => [uuid, this.content(uuid)]));
    this.done.push({ label, before, after });
    this.undone = [];
    this.#set(after);
    return true;
  }

  /**
   * Do something that is no change of annotations, as a step that can be undone.
   * @param {string} label
   * @param {(forward: boolean) => void} turn does it, or undoes it
   */
  note(label, turn) {
    this.done.push({ label, before: new Map(), after: new Map(), turn });
    this.undone = [];
    turn(true);
    this.tell.changed([]);
  }

  /**
   * Undo the last step; gives its label, or null where there is none or somebody else has changed it since.
   * @returns {{ label: string, uuids: string[] } | null}
   */
  undo() {
    return this.#move(this.done, this.undone, "after", "before");
  }

  /** Do again what was undone last; gives what `undo` gives. */
  redo() {
    return this.#move(this.undone, this.done, "before", "after");
  }

  /**
   * Take in what the server has; this is no step of ours.
   * @param {string} uuid
   * @param {Content | null} content
   * @param {number} version
   */
  receive(uuid, content, version) {
    if (content === null) this.annotations.delete(uuid);
    else this.#put(uuid, content, version);
    this.tell.changed([uuid]);
  }

  /**
   * Note the version that the server gave to what is here.
   * @param {string} uuid
   * @param {number} version
   */
  acknowledge(uuid, version) {
    const annotation = this.annotations.get(uuid);
    if (annotation) annotation.version = version;
  }

  /**
   * @param {Deed[]} from
   * @param {Deed[]} to
   * @param {"before" | "after"} now
   * @param {"before" | "after"} then
   */
  #move(from, to, now, then) {
    const deed = from.at(-1);
    if (!deed) return null;
    from.pop();
    if ([...deed[now]].some(([uuid, content]) => !same(content, this.content(uuid)))) return null;
    to.push(deed);
    deed.turn?.(then === "after");
    this.#set(deed[then]);
    return { label: deed.label, uuids: [...deed[then].keys()] };
  }

  /** @param {Changes} changes */
  #set(changes) {
    for (const [uuid, content] of changes) {
      if (content === null) this.annotations.delete(uuid);
      else this.#put(uuid, content, this.annotations.get(uuid)?.version ?? 0);
    }
    this.tell.changed([...changes.keys()]);
    for (const [uuid, content] of changes) this.tell.want(uuid, content);
  }

  /**
   * @param {string} uuid
   * @param {Content} content
   * @param {number} version
   */
  #put(uuid, content, version) {
    const known = this.annotations.get(uuid);
    const at = new Date().toISOString();
    this.annotations.set(uuid, { uuid, version, content, by: known?.by ?? this.tell.me, at });
  }
}
