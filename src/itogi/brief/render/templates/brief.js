"use strict";
const all = document.getElementById("all");
const every = () => document.querySelectorAll("details");
if (all) {
  all.addEventListener("click", () => {
    const open = all.textContent === all.dataset.open;
    every().forEach((one) => { one.open = open; });
    all.textContent = open ? all.dataset.close : all.dataset.open;
  });
}
// A link opens the boxes that its target is in, also in browsers that do not do so themselves.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let closed = false;
  for (let box = target; box; box = box.parentElement) {
    if (box.tagName === "DETAILS" && !box.open) { box.open = closed = true; }
  }
  if (closed) { target.scrollIntoView({ block: "center" }); }
};
addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.getAttribute("href") === location.hash) { reveal(); }
});
reveal();
