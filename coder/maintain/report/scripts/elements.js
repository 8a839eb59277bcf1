// Elements of the page. Values become text nodes and attributes here, never markup.

function make(name, attributes, ...content) {
  return filled(document.createElement(name), attributes, content);
}

function shape(name, attributes, ...content) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);
}

function filled(element, attributes, content) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...content.filter((piece) => piece !== null));
  return element;
}

function at(selector) {
  return document.querySelector(selector);
}

// A button that narrows what is shown; in tables, so that all that a click on a picture does can be done by keyboard.
function choice(text, hint, act, pressed) {
  return make(
    "button",
    { type: "button", class: "choice-button", title: hint, "aria-pressed": pressed ? "true" : null, onclick: act },
    text,
  );
}

function table(headings, lines, caption) {
  const head = headings.map((heading) =>
    heading instanceof Node ? heading : make("th", { scope: "col", class: heading.number ? "number" : "" }, heading.text),
  );
  const body = lines.map((cells) =>
    make("tr", {}, ...cells.map((cell, column) => make("td", { class: cellClass(headings[column]) }, cell))),
  );
  return make(
    "table",
    {},
    make("caption", { class: "unseen" }, caption),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...body),
  );
}

function cellClass(heading) {
  return heading instanceof Node ? heading.className : heading.number ? "number" : "";
}

// A bar of quad classes, as long as its share of the longest.
function stack(quads, longest) {
  const total = quads.reduce((sum, number) => sum + number, 0);
  const bar = make("span", { class: "stack", title: told(quads), role: "img", "aria-label": told(quads) });
  bar.style.width = `${(100 * total) / longest}%`;
  for (const quad of usedQuads) {
    if (!quads[quad]) continue;
    const part = make("span", { class: `q${quad}` });
    part.style.flexGrow = quads[quad];
    bar.append(part);
  }
  return make("span", { class: "track" }, bar);
}

function told(quads) {
  const parts = usedQuads.filter((quad) => quads[quad]).map((quad) => `${QUADS[quad]} ${counted(quads[quad])}`);
  return parts.join(", ") || "no events";
}

// A round figure cut by quad classes.
function pie(x, y, radius, quads, attributes, title) {
  const total = quads.reduce((sum, number) => sum + number, 0);
  const group = shape("g", { class: "pie", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, ...attributes });
  group.append(shape("title", {}, title), shape("circle", { r: radius + 1, class: "rim" }));
  let from = -Math.PI / 2;
  for (const quad of usedQuads) {
    if (!quads[quad]) continue;
    if (quads[quad] === total) {
      group.append(shape("circle", { r: radius, class: `q${quad}` }));
      break;
    }
    const to = from + (2 * Math.PI * quads[quad]) / total;
    const point = (angle) => `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
    const large = to - from > Math.PI ? 1 : 0;
    group.append(shape("path", { d: `M0 0L${point(from)}A${radius} ${radius} 0 ${large} 1 ${point(to)}Z`, class: `q${quad}` }));
    from = to;
  }
  return group;
}

const pen = document.createElement("canvas").getContext("2d"); // measures text

// Labels beside round figures, the largest first, to the right or else to the left; where neither has room there is none.
function labels(figures, width, height) {
  const taken = figures.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
  const group = shape("g", { class: "labels" });
  pen.font = "12px system-ui, 'Segoe UI', Roboto, sans-serif";
  const free = (box) =>
    box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && !taken.some((other) => overlap(box, other));
  for (const { x, y, radius, text } of figures) {
    const length = pen.measureText(text).width + 2;
    const [right, left] = [x + radius + 3, x - radius - 3];
    const boxes = [
      [right, y - 7, right + length, y + 7],
      [left - length, y - 7, left, y + 7],
    ];
    const place = boxes.findIndex(free);
    if (place < 0) continue;
    taken.push(boxes[place]);
    const anchor = place ? { x: left, "text-anchor": "end" } : { x: right, "text-anchor": "start" };
    group.append(shape("text", { y: y + 4, ...anchor }, text));
  }
  return group;
}

function overlap(one, two) {
  return one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3];
}
