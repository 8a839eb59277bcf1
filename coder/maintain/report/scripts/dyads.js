// Who acts on whom: a table that can be sorted by any column.

const DYADS_SHOWN = 25;
const order = { column: 2, down: true, shown: DYADS_SHOWN };
const DYAD_COLUMNS = [
  { text: "source", of: (dyad) => codeOf(dyad.from) },
  { text: "target", of: (dyad) => codeOf(dyad.to) },
  { text: "events", number: true, of: (dyad) => dyad.events },
  { text: "by quad class", of: (dyad) => (dyad.quads[3] + dyad.quads[4]) / dyad.events, hint: "by the share of conflict" },
  { text: "mean Goldstein", number: true, of: (dyad) => (dyad.scaled ? dyad.sum / dyad.scaled : null) },
  { text: "first", of: (dyad) => (dyad.first === NONE ? null : DATA.dates[dyad.first][1]) },
  { text: "last", of: (dyad) => (dyad.last === NONE ? null : DATA.dates[dyad.last][2]) },
];

function drawDyads(found) {
  const dyads = sorted(ranked(found.dyads));
  const longest = dyads.reduce((most, dyad) => Math.max(most, dyad.events), 1);
  const headings = DYAD_COLUMNS.map((column, number) => dyadHeading(column, number, found));
  const lines = dyads
    .slice(0, order.shown)
    .map((dyad) => [
      side(dyad.from, dyad),
      side(dyad.to, dyad),
      counted(dyad.events),
      stack(dyad.quads, longest),
      signed(DYAD_COLUMNS[4].of(dyad)),
      dyad.first === NONE ? "" : DATA.dates[dyad.first][0],
      dyad.last === NONE ? "" : DATA.dates[dyad.last][0],
    ]);
  const rest = dyads.length - order.shown;
  const more = () => {
    order.shown += 100;
    drawDyads(found);
  };
  at("#dyads-table").replaceChildren(
    make("div", { class: "scroll" }, table(headings, lines, "Dyads: who acts on whom")),
    ...(rest > 0
      ? [
          make(
            "button",
            { type: "button", class: "more", onclick: more },
            `${counted(Math.min(100, rest))} more of ${counted(rest)}`,
          ),
        ]
      : []),
  );
}

function side(actor, dyad) {
  return actor === NONE
    ? make("span", { class: "quiet" }, "no code")
    : named(codeOf(actor), nameOf(actor), () => chooseDyad(dyad), isChosen(dyad));
}

function dyadHeading(column, number, found) {
  const here = order.column === number;
  const sort = () => {
    order.down = here ? !order.down : Boolean(column.number) || number === 3;
    order.column = number;
    drawDyads(found);
    at(`#dyads-table th:nth-child(${number + 1}) button`).focus();
  };
  const arrow = here ? (order.down ? " ↓" : " ↑") : "";
  const button = make(
    "button",
    { type: "button", class: "sort", title: column.hint || `sort by ${column.text}`, onclick: sort },
    column.text,
    arrow,
  );
  return make(
    "th",
    { scope: "col", class: column.number ? "number" : "", "aria-sort": here ? (order.down ? "descending" : "ascending") : null },
    button,
  );
}

// What has no value stands last, whichever way round the others are.
function sorted(dyads) {
  const value = DYAD_COLUMNS[order.column].of;
  return dyads
    .map((dyad) => [dyad, value(dyad)])
    .sort(([, one], [, two]) => {
      if (one === null || two === null) return (one === null) - (two === null);
      return (one < two ? -1 : one > two ? 1 : 0) * (order.down ? -1 : 1);
    })
    .map(([dyad]) => dyad);
}

const sidesOf = (dyad) => [dyad.from, dyad.to].map((number) => (number === NONE ? "" : codeOf(number)));

function isChosen(dyad) {
  const [actor, other] = sidesOf(dyad);
  return chosen.actor === actor && chosen.other === other;
}

function chooseDyad(dyad) {
  const [actor, other] = isChosen(dyad) ? ["", ""] : sidesOf(dyad);
  choose({ actor, other });
}
