/* Comfort on top of pages that work without it: checks before sending, filling in, leaving. */
(function () {
  'use strict';
  var form = document.getElementById('step');
  var error = document.getElementById('error');
  var ask = document.getElementById('ask');
  var number = document.getElementById('cardNumber');
  form.noValidate = true;

  function digits(text) {
    return text.replace(/[\s-]/g, '');
  }

  function wrong(text, field) {
    error.textContent = text;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }

  function clear() {
    error.textContent = '';
    form.querySelectorAll('[aria-invalid=true]').forEach(function (field) {
      field.setAttribute('aria-invalid', 'false');
    });
  }

  form.addEventListener('change', clear);
  form.addEventListener('submit', function (event) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    clear();
    if (number) {
      if (!/^\d{16}$/.test(digits(number.value))) {
        event.preventDefault();
        wrong(error.dataset.number, number);
        return;
      }
    } else if (!form.querySelector('[name=card]:checked')) {
      event.preventDefault();
      wrong(error.dataset.card, form.querySelector('[name=card]'));
      return;
    } else if (!form.elements.agree.checked) {
      event.preventDefault();
      wrong(error.dataset.agree, form.elements.agree);
      return;
    }
    form.dataset.sent = 'yes';
    form.setAttribute('aria-busy', 'true');
  });

  /* The browser's own "back" brings the page as it was left. */
  window.addEventListener('pageshow', function () {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
  });

  /* The drawn card shows what is typed. */
  function draw() {
    var plain = digits(number.value).slice(0, 16);
    document.getElementById('digits').textContent =
      (plain + '••••••••••••••••').slice(0, 16).replace(/(.{4})(?!$)/g, '$1 ');
  }

  if (number) {
    number.addEventListener('input', function () {
      var end = number.selectionStart === number.value.length;
      var plain = digits(number.value);
      if (end && /^\d{1,16}$/.test(plain)) number.value = plain.replace(/(\d{4})(?=\d)/g, '$1-');
      draw();
    });
    document.querySelectorAll('[data-fill]').forEach(function (button) {
      button.addEventListener('click', function () {
        number.value = button.dataset.fill.replace(/(\d{4})(?=\d)/g, '$1-');
        clear();
        draw();
        number.focus();
      });
    });
  }

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
  window.addEventListener('message', function (event) {
    if (event.source === window.parent && event.data && event.data.inicis === 'leave') leave();
  });

  (number || document.querySelector('h1')).focus();
})();
