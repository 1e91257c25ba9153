/** What makes the report's filters work. Without it everything is shown. */
export const reportScript = `
"use strict";
document.documentElement.classList.add("js");
const form = document.querySelector(".filters");
const talks = [...document.querySelectorAll(".talk")];
const read = (talk, name) => (name === "fails" ? JSON.parse(talk.dataset.fails) : [talk.dataset[name]]);
for (const select of form.querySelectorAll("select")) {
  const counts = new Map();
  for (const talk of talks)
    for (const value of new Set(read(talk, select.name))) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].sort(([a], [b]) => a.localeCompare(b));
  for (const [value, count] of values) select.append(new Option(value + " (" + count + ")", value));
  select.closest("label").hidden = select.name !== "fails" ? values.length < 2 : values.length === 0;
}
function apply() {
  const wanted = [...form.querySelectorAll("select")].filter((select) => select.value !== "");
  const words = form.elements.words.value.toLowerCase();
  let shown = 0;
  for (const talk of talks) {
    talk.hidden =
      wanted.some((select) => !read(talk, select.name).includes(select.value)) ||
      (words !== "" && !talk.textContent.toLowerCase().includes(words));
    if (!talk.hidden) shown++;
  }
  form.querySelector("output").textContent = shown + " of " + talks.length + " conversations";
}
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-filter]");
  if (button === null) return;
  const select = form.elements[button.dataset.filter];
  select.value = button.dataset.value;
  apply();
  form.scrollIntoView({ block: "start" });
});
function reveal() {
  const place = document.getElementById(location.hash.slice(1));
  const talk = place?.closest(".talk");
  if (talk == null) return;
  talk.hidden = false;
  talk.open = true;
  place.scrollIntoView({ block: "nearest" });
}
addEventListener("hashchange", reveal);
let opened = [];
addEventListener("beforeprint", () => {
  opened = talks.filter((talk) => !talk.open && !talk.hidden);
  for (const talk of opened) talk.open = true;
});
addEventListener("afterprint", () => {
  for (const talk of opened) talk.open = false;
});
apply();
reveal();
`.trim();
