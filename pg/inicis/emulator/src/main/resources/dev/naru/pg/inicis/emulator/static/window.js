/* Comfort on top of pages that work without it: checks before sending, filling in, leaving. */
(function () {
  'use strict';
  var form = document.getElementById('step');
  var ask = document.getElementById('ask');
  var number = document.getElementById('cardNumber');
  form.noValidate = true;

  function digits(text) {
    return text.replace(/[\s-]/g, '');
  }

  /* Where a control's sentence stands. */
  function says(name) {
    return document.getElementById(name + '-error') || document.getElementById('error');
  }

  function wrong(name, text, field) {
    says(name).textContent = text;
    field.setAttribute('aria-invalid', 'true');
    return field;
  }

  function clear() {
    form.querySelectorAll('.error').forEach(function (error) {
      error.textContent = '';
    });
    form.querySelectorAll('[aria-invalid=true]').forEach(function (field) {
      field.setAttribute('aria-invalid', 'false');
    });
  }

  /* Marks everything that isn't right; answers the first of it. */
  function check() {
    var first = null;
    form.querySelectorAll('[data-error]').forEach(function (field) {
      var bad = null;
      if (field.dataset.radio) {
        if (!field.querySelector(':checked')) bad = [field.dataset.radio, field.querySelector('input')];
      } else if (field.type === 'checkbox') {
        if (!field.checked) bad = [field.name, field];
      } else {
        var value = field.dataset.digits === 'y' ? digits(field.value) : field.value.trim();
        var empty = value === '';
        if (empty ? field.required : !new RegExp('^(?:' + field.dataset.pattern + ')$').test(value)) {
          bad = [field.name, field];
        }
      }
      if (bad) first = first || wrong(bad[0], field.dataset.error, bad[1]);
    });
    var receipt = form.elements.receipt;
    var receiptNumber = form.elements.receiptNumber;
    if (receipt && receipt.value && !digits(receiptNumber.value)) {
      first = first || wrong('receiptNumber', receiptNumber.dataset.error, receiptNumber);
    }
    return first;
  }

  form.addEventListener('change', clear);
  form.addEventListener('submit', function (event) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    clear();
    var first = check();
    if (first) {
      event.preventDefault();
      first.focus();
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

  /* The drawn card, where there is one, shows what is typed. */
  function draw() {
    var drawn = document.getElementById('digits');
    if (!drawn) return;
    var plain = digits(number.value).slice(0, 16);
    drawn.textContent =
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

  /* A receipt's number is asked for when a receipt is. */
  var receipt = form.elements.receipt;
  if (receipt) {
    var row = document.getElementById('receiptNumber').closest('.row');
    var follow = function () {
      row.hidden = !receipt.value;
    };
    receipt.addEventListener('change', follow);
    follow();
  }

  /* What the chosen card company offers; an easy-pay asks for instalments itself. */
  var quotaHint = document.getElementById('quotaHint');
  if (quotaHint) {
    var plainHint = quotaHint.textContent;
    var tell = function () {
      var chosen = form.querySelector('[name=card]:checked');
      var easy = !!chosen && chosen.value.indexOf('easy:') === 0;
      quotaHint.textContent = (chosen && chosen.dataset.free) || plainHint;
      document.getElementById('quotaRow').hidden = easy;
    };
    form.addEventListener('change', tell);
    tell();
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

  (form.querySelector('.fields input:not([type=radio])[required], #cardNumber') &&
    !form.querySelector('[type=radio]')
    ? form.querySelector('.fields input[required], #cardNumber')
    : document.querySelector('h1')).focus();
})();
