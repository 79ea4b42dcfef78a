// Makes a passkey, or signs in with one. The form sends the browser's answer to the hub.
{
  const able = globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON;
  for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
    form.hidden = false;
    form.addEventListener("submit", async event => {
      event.preventDefault();
      const told = form.querySelector("[role='alert']");
      told.textContent = "";
      try {
        const answer = await fetch(form.dataset.options, { redirect: "error" });
        const options = await answer.json();
        const credential = form.dataset.passkey === "create"
          ? await navigator.credentials.create(
            { publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get(
            { publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        form.elements.credential.value = JSON.stringify(credential.toJSON());
        form.submit();
      } catch {
        told.textContent = form.dataset.failed; // the user said no, or has none for this address
      }
    });
  }
}
