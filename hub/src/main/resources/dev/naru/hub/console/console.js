// Makes pages more comfortable; every page works without it.
"use strict";

for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(source.textContent);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
}

// On a phone the places stand in one line that scrolls.
const here = document.querySelector("nav.places [aria-current]");
if (here) {
  const line = here.closest("nav");
  line.scrollLeft = here.getBoundingClientRect().left - line.getBoundingClientRect().left - 48;
}

const wrong = document.querySelector("[aria-invalid='true']");
if (wrong) {
  wrong.focus();
}

// A page that shows what is going on fetches itself again while somebody looks at it. Who hasn't
// touched it for ten minutes has left: their session must come to its end.
const live = document.querySelector("[data-refresh]");
if (live) {
  const longest = 600_000;
  let touched = Date.now();
  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, () => {
      touched = Date.now();
    }, { passive: true });
  }
  const again = () => setTimeout(async () => {
    const left = Date.now() - touched > longest;
    if (!left && !document.hidden && !live.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href, { redirect: "error" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-refresh]");
        if (answer.ok && fresh) {
          live.replaceChildren(...fresh.childNodes);
          live.dataset.refresh = fresh.dataset.refresh;
        }
      } catch {
        // The hub is away, or the session has ended: what is there stays.
      }
    }
    again();
  }, Number(live.dataset.refresh) * 1000);
  again();
}
