// Commands and keys: Ctrl+K chooses a page or looks for a payment, / goes to the search, g and a letter to a
// page, ? shows the keys. Who doesn't want single keys turns them off there (WCAG 2.2, 2.1.4).
{
  const palette = document.getElementById("palette");
  const help = document.getElementById("keys");
  const stored = "naru-console-keys";

  if (palette && help) {
    const letters = {
      "/console": "h", "/console/payments": "p", "/console/billing": "b", "/console/webhooks": "w",
      "/console/channels": "c", "/console/developers": "d", "/console/settings": "s",
      "/console/users": "u", "/console/audit": "a", "/console/reconcile": "r", "/console/account": "m",
    };
    const pages = [...document.querySelectorAll("nav.places a, .top a[href^='/console/']")].map(link => {
      const path = link.getAttribute("href");
      return { name: link.textContent.trim().replace(/\s+/g, " "), path, letter: letters[path] };
    });
    const input = palette.querySelector("input");
    const list = palette.querySelector("ul");
    let chosen = 0;
    let found = [];

    const show = () => {
      const typed = input.value.trim();
      const lower = typed.toLowerCase();
      found = pages.filter(page => page.name.toLowerCase().includes(lower));
      const mayFind = pages.some(page => page.path === "/console/payments");
      if (typed && mayFind) {
        found.push({
          name: palette.dataset.find.replace("%q", () => typed),
          path: "/console/payments?q=" + encodeURIComponent(typed),
        });
      }
      chosen = Math.min(chosen, Math.max(0, found.length - 1));
      list.replaceChildren(...found.map((page, at) => {
        const item = document.createElement("li");
        item.id = "palette-" + at;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(at === chosen));
        const name = document.createElement("span");
        name.textContent = page.name;
        item.append(name);
        if (page.letter) {
          const key = document.createElement("kbd");
          key.textContent = "g " + page.letter;
          key.setAttribute("aria-hidden", "true");
          item.append(key);
        }
        item.addEventListener("click", () => location.assign(page.path));
        return item;
      }));
      input.setAttribute("aria-activedescendant", found.length ? "palette-" + chosen : "");
    };

    const open = dialog => {
      if (!document.querySelector("dialog[open]")) {
        dialog.showModal();
      }
    };
    const openPalette = () => {
      input.value = "";
      chosen = 0;
      show();
      open(palette);
    };
    const focusSearch = () => {
      const search = document.querySelector("main [role='search'] input:not([type='hidden'])");
      if (search) {
        search.focus();
        search.select?.();
      } else {
        openPalette();
      }
    };

    input.addEventListener("input", show);
    input.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) {
        event.preventDefault();
        chosen = (chosen + step + found.length) % found.length;
        show();
        document.getElementById("palette-" + chosen).scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && !event.isComposing && found[chosen]) {
        event.preventDefault();
        location.assign(found[chosen].path);
      }
    });

    const single = help.querySelector("input");
    const remembered = () => {
      try {
        return localStorage.getItem(stored);
      } catch {
        return null; // A browser that keeps nothing: single keys are on.
      }
    };
    single.checked = remembered() !== "off";
    single.addEventListener("change", () => {
      try {
        localStorage.setItem(stored, single.checked ? "on" : "off");
      } catch {
        // Then it holds for this page.
      }
    });

    let after = "";
    // A Korean keyboard gives its own letters; the place of the key says which one it is.
    const letterOf = event => /^[a-z?/]$/i.test(event.key)
      ? event.key.toLowerCase()
      : /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
    addEventListener("keydown", event => {
      if (event.isComposing || event.defaultPrevented) {
        return;
      }
      const letter = letterOf(event);
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && letter === "k") {
        event.preventDefault();
        openPalette();
        return;
      }
      const typing = event.target.closest?.("input, select, textarea, dialog, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !single.checked || !letter) {
        after = "";
        return;
      }
      const before = after;
      after = "";
      if (before === "g") {
        const page = pages.find(each => each.letter === letter);
        if (page) {
          event.preventDefault();
          location.assign(page.path);
        }
      } else if (letter === "g") {
        after = "g";
        setTimeout(() => {
          after = "";
        }, 1500);
      } else if (letter === "/") {
        event.preventDefault();
        focusSearch();
      } else if (letter === "?") {
        event.preventDefault();
        open(help);
      }
    });
    for (const button of document.querySelectorAll("button[data-opens]")) {
      button.hidden = false;
      button.addEventListener("click", () =>
        button.dataset.opens === "palette" ? openPalette() : open(help));
    }
  }
}
