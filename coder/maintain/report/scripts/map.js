// Where: places as round figures over the outlines of countries. A degree is as wide as it is on earth in the middle of the map.

const OUTLINE_UNIT = 0.02; // degrees, of the outlines
const view = { lon: 0, lat: 15, scale: 3, of: "" }; // middle of the map; pixels a degree of latitude; the places it was fitted to

function drawMap(found) {
  if (!DATA.places.length) return;
  const places = ranked(found.places);
  const fitted = places.map((place) => place.key).join();
  if (view.of !== fitted) {
    fitMap(places);
    view.of = fitted;
  }
  paintMap(places);
  const line = (place) => {
    const [name, country] = DATA.places[place.key];
    return [
      named(name || "–", country || "", () => toggle("place", place.key), chosen.place === place.key),
      ...usedQuads.map((quad) => counted(place.quads[quad])),
      counted(place.events),
    ];
  };
  const headings = ["place", ...usedQuads.map((quad) => QUADS[quad]), "events"].map((text, column) => ({
    text,
    number: column > 0,
  }));
  at("#map-table").replaceChildren(...folded(headings, places, line, "Places by quad class"));
  const placed = places.reduce((sum, place) => sum + place.events, 0);
  at("#map-note").textContent =
    `${many(placed, "event")} of ${counted(found.events)} ${placed === 1 ? "has" : "have"} a place with a known point.`;
}

function mapSize() {
  const width = Math.max(280, at("#map").clientWidth);
  return [width, Math.round(Math.max(240, Math.min(560, width * 0.55)))];
}

const narrowing = () => Math.max(0.2, Math.cos((view.lat * Math.PI) / 180)); // of a degree of longitude

// The part of the world where most of the events are. Places that lie farther from it than its own size are left outside.
function fitMap(places) {
  const [width, height] = mapSize();
  if (!places.length) {
    Object.assign(view, { lon: 0, lat: 15, scale: width / 350 });
    return;
  }
  const [west, east] = reach(places, 3);
  const [south, north] = reach(places, 2);
  Object.assign(view, { lon: (west + east) / 2, lat: (south + north) / 2 });
  const across = Math.max(8, (east - west) * 1.25) * narrowing();
  const down = Math.max(5, (north - south) * 1.25);
  view.scale = Math.max(width / 360, Math.min(width / across, height / down));
}

// From where to where the places reach along a coordinate, without those far away: the middle nine tenths, and what is near them.
function reach(places, axis) {
  const points = places.map((place) => [DATA.places[place.key][axis], place.events]).sort((one, two) => one[0] - two[0]);
  const total = points.reduce((sum, [, events]) => sum + events, 0);
  let held = 0;
  const middle = points.filter(([, events]) => {
    held += events;
    return held > total * 0.05 && held - events < total * 0.95;
  });
  const [least, most] = [middle[0][0], middle[middle.length - 1][0]];
  const near = points.map(([value]) => value).filter((value) => value >= least * 2 - most - 3 && value <= most * 2 - least + 3);
  return [near[0], near[near.length - 1]];
}

function paintMap(places) {
  const [width, height] = mapSize();
  const k = narrowing();
  const x = (lon) => width / 2 + (lon - view.lon) * k * view.scale;
  const y = (lat) => height / 2 - (lat - view.lat) * view.scale;
  const picture = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    tabindex: 0,
    role: "img",
    "aria-label": "Map of places; arrow keys move it, plus and minus zoom; the table below has the numbers",
  });
  picture.append(shape("rect", { width, height, class: "sea" }));
  const unit = OUTLINE_UNIT * view.scale;
  const moved = `translate(${x(0)} ${y(0)}) scale(${unit * k} ${unit})`;
  const lines = shape("g", { transform: moved });
  for (const outline of at("#world").content.querySelectorAll("path")) {
    lines.append(
      shape("path", {
        d: outline.getAttribute("d"),
        class: outline.getAttribute("class"),
        "vector-effect": "non-scaling-stroke",
      }),
    );
  }
  picture.append(graticule(x, y, width, height), lines);
  const largest = places.length ? places[0].events : 1;
  const figures = places
    .map((place) => {
      const [name, country, lat, lon] = DATA.places[place.key];
      return { ...place, x: x(lon), y: y(lat), radius: 3.5 + 14 * Math.sqrt(place.events / largest), text: name, country };
    })
    .filter((figure) => figure.x > 0 && figure.x < width && figure.y > 0 && figure.y < height);
  for (const { key, x: left, y: up, radius, quads, events, text, country } of figures) {
    const title = `${[text, country].filter(Boolean).join(", ")}: ${many(events, "event")} (${told(quads)})`;
    picture.append(pie(left, up, radius, quads, { onclick: () => toggle("place", key) }, title));
  }
  picture.append(labels(figures, width, height));
  const outside = places.length - figures.length;
  at("#map-outside").textContent = outside
    ? ` ${many(outside, "place")} ${outside === 1 ? "lies" : "lie"} outside this part of the world.`
    : "";
  picture.addEventListener("keydown", (event) => mapKey(event, places));
  at("#map").replaceChildren(picture);
}

function graticule(x, y, width, height) {
  const step = [1, 2, 5, 10, 20, 30].find((degrees) => degrees * view.scale >= 60) || 30;
  const lines = shape("g", { class: "graticule" });
  for (let lon = -360; lon <= 360; lon += step)
    if (x(lon) > 0 && x(lon) < width) lines.append(shape("line", { x1: x(lon), x2: x(lon), y1: 0, y2: height }));
  for (let lat = -90; lat <= 90; lat += step)
    if (y(lat) > 0 && y(lat) < height) lines.append(shape("line", { x1: 0, x2: width, y1: y(lat), y2: y(lat) }));
  return lines;
}

function zoomMap(factor, places) {
  view.scale = Math.min(400, Math.max(mapSize()[0] / 360, view.scale * factor));
  paintMap(places);
}

function moveMap(right, down, places) {
  view.lon = Math.max(-180, Math.min(180, view.lon + right / (view.scale * narrowing())));
  view.lat = Math.max(-60, Math.min(84, view.lat - down / view.scale));
  paintMap(places);
}

function mapKey(event, places) {
  const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  if (event.key in moves) moveMap(...moves[event.key], places);
  else if (event.key === "+" || event.key === "=") zoomMap(1.5, places);
  else if (event.key === "-") zoomMap(1 / 1.5, places);
  else return;
  event.preventDefault();
  at("#map svg").focus();
}

// The mouse takes the map along; it is painted anew when it is let go. Fingers scroll the page, as everywhere.
function prepareDrag(places) {
  const map = at("#map");
  let from = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || event.target.closest(".pie")) return;
    from = [event.clientX, event.clientY];
    map.setPointerCapture(event.pointerId);
  });
  map.addEventListener("pointermove", (event) => {
    if (from) map.firstChild.style.transform = `translate(${event.clientX - from[0]}px, ${event.clientY - from[1]}px)`;
  });
  map.addEventListener("pointerup", (event) => {
    if (from) moveMap(from[0] - event.clientX, from[1] - event.clientY, places());
    from = null;
  });
}

function prepareMap() {
  if (!DATA.places.length) {
    at("#map-tools").hidden = true;
    at("#map-details").hidden = true;
    at("#map-note").textContent = "No event has a place with a known point.";
    return;
  }
  const places = () => ranked(drawn.places);
  prepareDrag(places);
  at("#map-closer").addEventListener("click", () => zoomMap(1.5, places()));
  at("#map-farther").addEventListener("click", () => zoomMap(1 / 1.5, places()));
  at("#map-fit").addEventListener("click", () => {
    fitMap(places());
    paintMap(places());
  });
  at("#map-world").addEventListener("click", () => {
    fitMap([]);
    paintMap(places());
  });
}
