// Event by event, in their words.

const EVENTS_AT_ONCE = 20;
const FIRST_ONES = "the first ones of each pair of actors and quad class; all are counted above";

function drawEvents(passes, found) {
  const list = at("#events-list");
  const kept = DATA.drilldown.filter((event) => passes(...event.row)).sort((one, two) => when(one) - when(two));
  list.replaceChildren();
  let shown = 0;
  const more = make("button", { type: "button", class: "more" });
  const next = () => {
    list.append(...kept.slice(shown, shown + EVENTS_AT_ONCE).map(eventItem));
    shown = Math.min(kept.length, shown + EVENTS_AT_ONCE);
    more.hidden = shown === kept.length;
    more.textContent = `${Math.min(EVENTS_AT_ONCE, kept.length - shown)} more of ${counted(kept.length - shown)}`;
  };
  more.addEventListener("click", next);
  next();
  at("#events-more").replaceChildren(more);
  const short = found.events - kept.length;
  at("#events-note").textContent =
    short > 0
      ? `The words of ${counted(kept.length)} of these ${many(found.events, "event")} are kept here, ${FIRST_ONES}.`
      : `${many(kept.length, "event")}, the oldest first.`;
}

function when(event) {
  return event.row[0] === NONE ? DATA.dates.length : event.row[0];
}

function eventItem(event) {
  const [date, source, target, action, , status] = event.row;
  const [code, name, , quad, goldstein] = DATA.actions[action];
  const [kind, repeated] = DATA.statuses[status];
  const story = `${event.title || event.story}${event.publisher ? `, ${event.publisher}` : ""}, sentence ${event.sentence}`;
  const place = make(
    "span",
    { class: "place" },
    event.url && /^https?:\/\//i.test(event.url) ? outside(event.url, story) : make("bdi", {}, story),
  );
  const notes = [
    event.date_text && `“${event.date_text}”`,
    kind !== "actual" && kind,
    repeated && "told again",
    event.says && (event.says[1] ? `${event.says[0]} by ${event.says[1]}` : event.says[0]),
    event.where && `in ${event.where}`,
    ...(event.counts || []),
    event.members && `members: ${event.members.join(", ")}`,
  ].filter(Boolean);
  return make(
    "li",
    {},
    make("span", { class: `swatch q${quad}`, title: QUADS[quad] }),
    place,
    make("strong", {}, date === NONE ? "no date" : DATA.dates[date][0]),
    " ",
    make("code", {}, `${codeOf(source)} ${code} ${codeOf(target)}`),
    make("span", { class: "quiet" }, ` ${name} (${QUADS[quad]}${goldstein === null ? "" : `, ${signed(goldstein)}`})`),
    make(
      "p",
      { class: "words" },
      ...event.words.map(([side, words]) => (side ? make("mark", { class: side, title: side }, words) : words)),
    ),
    notes.length ? make("p", { class: "quiet" }, make("bdi", {}, notes.join(" · "))) : null,
    event.rules
      ? make("details", {}, make("summary", {}, "dictionary lines"), make("p", {}, make("code", {}, event.rules.join("  "))))
      : null,
  );
}

function outside(url, text) {
  return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, make("bdi", {}, text));
}
