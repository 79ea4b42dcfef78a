// Keyboard commands: Ctrl+K chooses a page or finds a payment, / goes to the search, g and a letter go to a
// page, ? shows all keys and can turn single keys off (WCAG 2.2, 2.1.4).
{
  const stored = "naru-console-keys";
  const letters = {
    "/console": "h", "/console/payments": "p", "/console/billing": "b", "/console/webhooks": "w",
    "/console/channels": "c", "/console/developers": "d", "/console/settings": "s",
    "/console/users": "u", "/console/audit": "a", "/console/reconcile": "r", "/console/account": "m",
  };
  const pages = [...document.querySelectorAll("nav.places a, .top a[href^='/console/']")].map(link => {
    const path = link.getAttribute("href");
    return { name: link.textContent.trim().replace(/\s+/g, " "), path, letter: letters[path] };
  });

  const singleKeys = () => {
    try {
      return localStorage.getItem(stored) !== "off";
    } catch {
      return true; // A browser that keeps nothing.
    }
  };

  // A dialog is part of the page only while it is open.
  const open = (name, prepare) => {
    if (document.querySelector("dialog[open]")) {
      return;
    }
    const dialog = document.getElementById(name).content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    prepare(dialog);
    dialog.showModal();
  };

  const help = dialog => {
    const single = dialog.querySelector("input");
    single.checked = singleKeys();
    single.addEventListener("change", () => {
      try {
        localStorage.setItem(stored, single.checked ? "on" : "off");
      } catch {
        single.checked = true;
      }
    });
  };

  const commands = dialog => {
    const input = dialog.querySelector("input");
    const list = dialog.querySelector("ul");
    let chosen = 0;
    let found = [];

    const item = (page, at) => {
      const line = document.createElement("li");
      line.id = "command-" + at;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", String(at === chosen));
      const name = document.createElement("span");
      name.textContent = page.name;
      line.append(name);
      if (page.letter) {
        const key = document.createElement("kbd");
        key.textContent = "g " + page.letter;
        key.setAttribute("aria-hidden", "true");
        line.append(key);
      }
      line.addEventListener("click", () => location.assign(page.path));
      return line;
    };
    const show = () => {
      const typed = input.value.trim();
      found = pages.filter(page => page.name.toLowerCase().includes(typed.toLowerCase()));
      if (typed && pages.some(page => page.path === "/console/payments")) {
        found.push({
          name: dialog.dataset.find.replace("%q", () => typed),
          path: "/console/payments?q=" + encodeURIComponent(typed),
        });
      }
      chosen = Math.min(chosen, Math.max(0, found.length - 1));
      list.replaceChildren(...found.map(item));
      input.setAttribute("aria-activedescendant", found.length ? "command-" + chosen : "");
    };

    input.addEventListener("input", show);
    input.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) {
        event.preventDefault();
        chosen = (chosen + step + found.length) % found.length;
        show();
        document.getElementById("command-" + chosen).scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && !event.isComposing && found[chosen]) {
        event.preventDefault();
        location.assign(found[chosen].path);
      }
    });
    show();
  };

  const search = () => {
    const field = document.querySelector("main [role='search'] input:not([type='hidden'])");
    if (field) {
      field.focus();
      field.select();
    } else {
      open("commands", commands);
    }
  };

  if (document.getElementById("commands")) {
    let after = "";
    // A Korean keyboard sends Korean letters, so the key is recognised by its position.
    const letterOf = event => /^[a-z?/]$/i.test(event.key)
      ? event.key.toLowerCase()
      : /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";

    const single = (letter, event) => {
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
      } else if (letter === "/" || letter === "?") {
        event.preventDefault();
        if (letter === "/") {
          search();
        } else {
          open("keys", help);
        }
      }
    };

    addEventListener("keydown", event => {
      const letter = letterOf(event);
      if (event.isComposing || event.defaultPrevented || !letter) {
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) {
        if (letter === "k" && !event.altKey && !event.shiftKey) {
          event.preventDefault();
          open("commands", commands);
        }
        return;
      }
      const typing = event.target.closest?.("input, select, textarea, dialog, [contenteditable]");
      if (!typing && singleKeys()) {
        single(letter, event);
      }
    });
    for (const button of document.querySelectorAll("button[data-opens]")) {
      button.hidden = false;
      button.addEventListener("click", () =>
        open(button.dataset.opens, button.dataset.opens === "keys" ? help : commands));
    }
  }
}
