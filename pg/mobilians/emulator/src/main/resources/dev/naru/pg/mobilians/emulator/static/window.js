/* Comfort on top of pages that work without it: checks before sending, filling in, leaving. */
(function () {
  'use strict';
  var form = document.getElementById('step');
  var error = document.getElementById('error');
  var ask = document.getElementById('ask');
  var phone = document.getElementById('phone');
  var card = document.getElementById('cardNumber');
  form.noValidate = true;

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
    var wrong = Array.prototype.find.call(form.elements, function (field) {
      return field.willValidate && !field.validity.valid && field.dataset.error;
    });
    if (wrong) {
      event.preventDefault();
      error.textContent = wrong.dataset.error;
      wrong.setAttribute('aria-invalid', 'true');
      error.scrollIntoView({ block: 'nearest' });
      wrong.focus();
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

  /* One consent for all, and all for the one. */
  var all = document.getElementById('agreeAll');
  var each = Array.prototype.slice.call(form.querySelectorAll('[name^=agree]'));
  if (all) {
    all.addEventListener('change', function () {
      each.forEach(function (box) {
        box.checked = all.checked;
      });
    });
    each.forEach(function (box) {
      box.addEventListener('change', function () {
        all.checked = each.every(function (one) {
          return one.checked;
        });
      });
    });
  }

  function dashed(field, group) {
    if (!field) return;
    field.addEventListener('input', function () {
      var digits = field.value.replace(/[\s-]/g, '');
      if (field.selectionStart === field.value.length && /^\d+$/.test(digits)) {
        field.value = group(digits);
      }
    });
  }
  dashed(card, function (digits) {
    return digits.slice(0, 16).replace(/(\d{4})(?=\d)/g, '$1-');
  });
  dashed(phone, function (digits) {
    return digits.slice(0, 11).replace(/^(\d{3})(\d{1,4})(\d{0,4}).*$/, function (whole, a, b, c) {
      return a + '-' + b + (c ? '-' + c : '');
    });
  });

  document.querySelectorAll('[data-fill]').forEach(function (button) {
    button.addEventListener('click', function () {
      var field = document.getElementById(button.dataset.field);
      if (!field.readOnly) field.value = button.dataset.fill;
      clear();
      field.focus();
    });
  });

  /* The code's three minutes, by a clock that does not jump. */
  var timer = document.getElementById('timer');
  if (timer) {
    var end = performance.now() + Number(timer.dataset.seconds) * 1000;
    var tick = function () {
      var left = Math.max(0, Math.round((end - performance.now()) / 1000));
      timer.textContent = Math.floor(left / 60) + ':' + ('0' + (left % 60)).slice(-2);
      if (left === 0) {
        timer.classList.add('over');
        if (!error.textContent) error.textContent = timer.dataset.over;
        clearInterval(ticking);
      }
    };
    var ticking = setInterval(tick, 1000);
    tick();
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

  (document.getElementById('code') || card || (error.textContent ? error : document.querySelector('h1')))
    .focus();
})();
