// Who and what most often: lists that are tables and bar charts at once.

const RANKS_SHOWN = 15;

function drawRanks(found) {
  const actors = ranked(found.actors);
  const longest = actors.length ? actors[0].events : 1;
  const lines = actors.map((actor) => [
    named(codeOf(actor.key), nameOf(actor.key), () => choose({ actor: chosen.actor === codeOf(actor.key) ? "" : codeOf(actor.key) })),
    stack(actor.quads, longest),
    counted(actor.events),
    counted(actor.source),
    counted(actor.target),
  ]);
  const headings = [{ text: "actor" }, { text: "by quad class" }, ...["events", "as source", "as target"].map((text) => ({ text, number: true }))];
  at("#actors-list").replaceChildren(...folded(headings, lines, "Actors, the most frequent first"));
  drawActions(found);
}

// Roots, or once one is chosen the codes of that root, in the order of the codes.
function drawActions(found) {
  const inside = chosen.root !== null;
  const entries = [...(inside ? found.actions : found.roots).values()].sort((one, two) => (one.key < two.key ? -1 : 1));
  const longest = Math.max(1, ...entries.map((entry) => entry.events));
  const lines = entries.map((entry) => {
    const [code, name] = inside ? DATA.actions[entry.key] : [entry.key, DATA.roots[entry.key]];
    const act = () => toggle(inside ? "action" : "root", code);
    return [named(code, name, act), stack(entry.quads, longest), counted(entry.events), `${((100 * entry.events) / found.events).toFixed(1)} %`];
  });
  const headings = [{ text: inside ? "code" : "root" }, { text: "by quad class" }, { text: "events", number: true }, { text: "share", number: true }];
  at("#actions-list").replaceChildren(...folded(headings, lines, "Actions in the order of their codes", 24));
}

function named(code, name, act) {
  return make("span", { class: "named" }, choice(code, `show ${code} only`, act), make("span", { class: "quiet" }, ` ${name}`));
}

// A table whose lines beyond the first ones are folded away.
function folded(headings, lines, caption, shown = RANKS_SHOWN) {
  if (!lines.length) return [make("p", { class: "quiet" }, "Nothing.")];
  const parts = [make("div", { class: "scroll" }, table(headings, lines.slice(0, shown), caption))];
  const most = 500;
  if (lines.length > shown) {
    const rest = make("details", {}, make("summary", {}, `${counted(lines.length - shown)} more`));
    rest.addEventListener("toggle", () => {
      if (rest.open && rest.childElementCount === 1) {
        rest.append(make("div", { class: "scroll" }, table(headings, lines.slice(shown, shown + most), caption)));
        if (lines.length > shown + most) rest.append(make("p", { class: "quiet" }, `${counted(lines.length - shown - most)} more are not shown.`));
      }
    });
    parts.push(rest);
  }
  return parts;
}
