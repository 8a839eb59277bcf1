// Who and what most often: lists that are tables and bar charts at once.

const RANKS_SHOWN = 15;
const UNFOLDED = 500; // lines at most

function drawRanks(found) {
  const actors = ranked(found.actors);
  const longest = actors.length ? actors[0].events : 1;
  const line = (actor) => [
    actorButton(actor.key),
    stack(actor.quads, longest),
    counted(actor.events),
    counted(actor.source),
    counted(actor.target),
  ];
  const headings = [
    { text: "actor" },
    { text: "by quad class" },
    ...["events", "as source", "as target"].map((text) => ({ text, number: true })),
  ];
  at("#actors-list").replaceChildren(...folded(headings, actors, line, "Actors, the most frequent first"));
  drawActions(found);
}

function actorButton(actor) {
  const code = codeOf(actor);
  const here = chosen.actor === code;
  return named(code, nameOf(actor), () => choose({ actor: here ? "" : code }), here);
}

// Roots, or once one is chosen the codes of that root, in the order of the codes.
function drawActions(found) {
  const inside = chosen.root !== null;
  const entries = [...(inside ? found.actions : found.roots).values()].sort((one, two) => (one.key < two.key ? -1 : 1));
  const longest = Math.max(1, ...entries.map((entry) => entry.events));
  const line = (entry) => {
    const [code, name] = inside ? DATA.actions[entry.key] : [entry.key, DATA.roots[entry.key]];
    const act = () => toggle(inside ? "action" : "root", code);
    return [
      named(code, name, act, code === (inside ? chosen.action : chosen.root)),
      stack(entry.quads, longest),
      counted(entry.events),
      `${((100 * entry.events) / found.events).toFixed(1)} %`,
    ];
  };
  const headings = [
    { text: inside ? "code" : "root" },
    { text: "by quad class" },
    { text: "events", number: true },
    { text: "share", number: true },
  ];
  at("#actions-list").replaceChildren(...folded(headings, entries, line, "Actions in the order of their codes", 24));
}

function named(code, name, act, pressed) {
  return make(
    "span",
    { class: "named" },
    choice(code, `show ${code} (${name}) only`, act, pressed),
    make("span", { class: "quiet" }, ` ${name}`),
  );
}

// A table of entries, `line` making the cells of each; those beyond the first ones are folded away.
function folded(headings, entries, line, caption, shown = RANKS_SHOWN) {
  if (!entries.length) return [make("p", { class: "quiet" }, "Nothing.")];
  const part = (from, to) => make("div", { class: "scroll" }, table(headings, entries.slice(from, to).map(line), caption));
  if (entries.length <= shown) return [part(0, shown)];
  const rest = make("details", {}, make("summary", {}, `${counted(entries.length - shown)} more`));
  rest.addEventListener("toggle", () => {
    if (rest.childElementCount > 1) return;
    rest.append(part(shown, UNFOLDED));
    if (entries.length > UNFOLDED)
      rest.append(make("p", { class: "quiet" }, `${counted(entries.length - UNFOLDED)} more are not shown.`));
  });
  return [part(0, shown), rest];
}
