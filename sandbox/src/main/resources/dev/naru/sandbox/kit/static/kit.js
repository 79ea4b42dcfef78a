/* The common script of all emulated PGs' windows. The pages also work without scripts. */
window.buyerWindow = (function () {
  'use strict';
  var form = document.getElementById('step');
  var ask = document.getElementById('ask');

  function digits(text) {
    return text.replace(/[\s-]/g, '');
  }

  function clear() {
    form.querySelectorAll('.error').forEach(function (error) {
      error.textContent = '';
    });
    form.querySelectorAll('[aria-invalid=true]').forEach(function (field) {
      field.setAttribute('aria-invalid', 'false');
    });
  }

  /* Sends the form once, and only if check, which marks wrong fields, returns none. */
  function guard(check) {
    form.noValidate = true;
    form.addEventListener('change', clear);
    form.addEventListener('submit', function (event) {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      clear();
      var wrong = check();
      if (wrong) {
        event.preventDefault();
        wrong.focus();
        return;
      }
      form.dataset.sent = 'yes';
      form.setAttribute('aria-busy', 'true');
    });
    /* After the browser's "back" the page is as it was left, so the form must be made sendable again. */
    window.addEventListener('pageshow', function () {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
    });
  }

  /* Rewrites digits while they are typed at the end of a field. */
  function group(field, grouped) {
    if (!field) return;
    field.addEventListener('input', function () {
      var typed = digits(field.value);
      if (field.selectionStart === field.value.length && /^\d+$/.test(typed)) {
        field.value = grouped(typed);
      }
    });
  }

  group(document.getElementById('cardNumber'), function (typed) {
    return typed.length > 16 ? typed : typed.replace(/(\d{4})(?=\d)/g, '$1-');
  });

  document.querySelectorAll('[data-fill]').forEach(function (button) {
    button.addEventListener('click', function () {
      var field = document.getElementById(button.dataset.field);
      if (!field.readOnly) {
        field.value = button.dataset.fill;
        field.dispatchEvent(new Event('input'));
      }
      clear();
      field.focus();
    });
  });

  function leave() {
    if (!ask.open) ask.showModal();
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !ask.open) {
      event.preventDefault();
      leave();
    }
  });
  ask.querySelector('[data-stay]').addEventListener('click', function () {
    ask.close();
  });

  return { form: form, digits: digits, guard: guard, group: group, leave: leave };
})();
