"use strict";
const all = document.getElementById("all");
const every = () => document.querySelectorAll("details.evidence");
if (all) {
  all.addEventListener("click", () => {
    const open = all.textContent === all.dataset.open;
    every().forEach((one) => { one.open = open; });
    all.textContent = open ? all.dataset.close : all.dataset.open;
  });
}
// A link to evidence opens the box that it is in, also in browsers that do not do so themselves.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = target && target.closest("details");
  if (box && !box.open) { box.open = true; target.scrollIntoView({ block: "center" }); }
};
addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.getAttribute("href") === location.hash) { reveal(); }
});
reveal();
// On paper all evidence is open; afterwards each box is as the reader left it.
let left = [];
addEventListener("beforeprint", () => {
  left = [...every()].filter((one) => !one.open);
  left.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => { left.forEach((one) => { one.open = false; }); });
