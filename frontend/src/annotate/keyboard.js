// Every key of the annotate page, by what it does; they hold while the text has the focus.

import { gettext } from "./i18n.js";

/** @typedef {import("./keys.js").Key} Key */

/** Give the keys, in the groups that the help shows them in. @returns {Key[]} */
export function allKeys() {
  const move = gettext("Move");
  const mark = gettext("Mark");
  const say = gettext("Statements and claims");
  const more = gettext("More");
  return [
    key(move, "word-next", ["ArrowRight"], gettext("next word")),
    key(move, "word-last", ["ArrowLeft"], gettext("last word")),
    key(move, "line-down", ["ArrowDown"], gettext("a line down")),
    key(move, "line-up", ["ArrowUp"], gettext("a line up")),
    key(move, "page-down", ["PageDown"], gettext("a page down")),
    key(move, "page-up", ["PageUp"], gettext("a page up")),
    key(move, "block-start", ["Home"], gettext("beginning of the block")),
    key(move, "block-end", ["End"], gettext("end of the block")),
    key(move, "text-start", ["Ctrl+Home"], gettext("beginning of the text")),
    key(move, "text-end", ["Ctrl+End"], gettext("end of the text")),
    key(move, "sentence-next", ["Ctrl+ArrowRight"], gettext("next sentence")),
    key(move, "sentence-last", ["Ctrl+ArrowLeft"], gettext("last sentence")),
    key(move, "next", ["n"], gettext("next annotation, also under this one")),
    key(move, "previous", ["p"], gettext("last annotation")),
    key(move, "find", ["/"], gettext("find in the text")),
    key(mark, "extend-next", ["Shift+ArrowRight"], gettext("take a word more")),
    key(mark, "extend-last", ["Shift+ArrowLeft"], gettext("take a word less, or one before")),
    key(mark, "extend-down", ["Shift+ArrowDown"], gettext("take a line more")),
    key(mark, "extend-up", ["Shift+ArrowUp"], gettext("take a line less")),
    key(mark, "extend-sentence", ["Ctrl+Shift+ArrowRight"], gettext("take up to the end of the sentence")),
    key(mark, "extend-sentence-last", ["Ctrl+Shift+ArrowLeft"], gettext("take from the beginning of the sentence")),
    key(mark, "end-later", ["Alt+Shift+ArrowRight"], gettext("end a character later")),
    key(mark, "end-earlier", ["Alt+Shift+ArrowLeft"], gettext("end a character earlier")),
    key(mark, "start-later", ["Alt+Shift+ArrowDown"], gettext("begin a character later")),
    key(mark, "start-earlier", ["Alt+Shift+ArrowUp"], gettext("begin a character earlier")),
    key(mark, "block", ["Ctrl+a"], gettext("take the block")),
    ...Array.from({ length: 9 }, (_, index) =>
      key(mark, `tag-${index + 1}`, [String(index + 1)], gettext("tag %(number)s", { number: index + 1 })),
    ),
    key(mark, "tag", ["l"], gettext("a tag by its name")),
    key(mark, "link", ["e"], gettext("link to an entity")),
    key(mark, "propagate", ["g"], gettext("mark every equal place")),
    key(mark, "add-part", ["+"], gettext("another part of it: choose words, then Enter")),
    key(mark, "move-to", ["="], gettext("other words for it: choose them, then Enter")),
    key(mark, "delete", ["Delete", "Backspace"], gettext("delete")),
    key(say, "statement", ["c"], gettext("make a statement")),
    key(say, "speaker", ["s"], gettext("who said it")),
    key(say, "speaks-for", ["f"], gettext("for whom")),
    key(say, "relay", ["v"], gettext("through whom")),
    key(say, "cue", ["q"], gettext("its cue: choose words, then Enter")),
    key(say, "relate", ["r"], gettext("relate it to a claim")),
    key(say, "keep", ["k"], gettext("keep it in the tray")),
    key(say, "judge", ["j"], gettext("relate the two chosen in the tray")),
    key(more, "accept", ["a"], gettext("accept the suggestion, go on")),
    key(more, "reject", ["x"], gettext("reject the suggestion, go on")),
    key(more, "undo", ["Ctrl+z"], gettext("undo")),
    key(more, "redo", ["Ctrl+y", "Ctrl+Shift+z"], gettext("do again")),
    key(more, "submit", ["Ctrl+Enter"], gettext("submit and open the next")),
    key(more, "details", ["Enter"], gettext("take the chosen words, or go to the details")),
    key(more, "list", ["i"], gettext("go to the list")),
    key(more, "larger", [">"], gettext("larger text")),
    key(more, "smaller", ["<"], gettext("smaller text")),
    key(more, "guidelines", ["h"], gettext("guidelines")),
    key(more, "help", ["?"], gettext("all keys")),
    key(more, "leave", ["Escape"], gettext("choose nothing")),
  ];
}

/**
 * @param {string} group
 * @param {string} action
 * @param {string[]} keys
 * @param {string} label
 * @returns {Key}
 */
function key(group, action, keys, label) {
  return { group, action, keys, label };
}
