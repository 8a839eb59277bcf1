// What the page was given: rows of equal events, column by column, and the tables that the columns point into.

const DATA = JSON.parse(document.getElementById("data").textContent);
const NONE = -1; // points at no line of a table
const QUADS = ["no quad class", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const COOPERATION = [1, 2, 0]; // from the axis outwards
const CONFLICT = [3, 4];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const codeOf = (actor) => (actor === NONE ? "–" : DATA.actors[actor][0]);
const nameOf = (actor) => DATA.actors[actor][1];
const quadOf = (action) => DATA.actions[action][3];
const goldsteinOf = (action) => DATA.actions[action][4];
const usedQuads = [1, 2, 3, 4, 0].filter((quad) => quad || DATA.actions.some((action) => action[3] === 0));

function counted(number) {
  return number.toLocaleString("en-GB");
}

function many(number, one, more) {
  return `${counted(number)} ${number === 1 ? one : more || one + "s"}`;
}

function signed(number) {
  return number === null ? "" : (number > 0 ? "+" : number < 0 ? "−" : "") + Math.abs(number).toFixed(1);
}

// Days are counted from 1 January 1970, without time zones.
function calendar(day) {
  const date = new Date(day * 86400000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

function dayOf(iso) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  return found ? Date.UTC(+found[1], +found[2] - 1, +found[3]) / 86400000 : null;
}

function isoOf(day) {
  const { year, month, day: number } = calendar(day);
  return [String(year).padStart(4, "0"), String(month + 1).padStart(2, "0"), String(number).padStart(2, "0")].join("-");
}
