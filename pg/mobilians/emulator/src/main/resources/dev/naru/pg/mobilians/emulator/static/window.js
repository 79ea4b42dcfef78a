/* Checks before sending, consents, the phone number and the code's timer. kit.js comes before it. */
(function () {
  'use strict';
  var form = buyerWindow.form;
  var error = document.getElementById('error');

  buyerWindow.guard(function () {
    var wrong = Array.prototype.find.call(form.elements, function (field) {
      return field.willValidate && !field.validity.valid && field.dataset.error;
    });
    if (wrong) {
      error.textContent = wrong.dataset.error;
      wrong.setAttribute('aria-invalid', 'true');
      error.scrollIntoView({ block: 'nearest' });
    }
    return wrong;
  });

  /* The box for all consents ticks every box, and is ticked when all are. */
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

  buyerWindow.group(document.getElementById('phone'), function (digits) {
    return digits.slice(0, 11).replace(/^(\d{3})(\d{1,4})(\d{0,4}).*$/, function (whole, a, b, c) {
      return a + '-' + b + (c ? '-' + c : '');
    });
  });

  /* Counts the code's three minutes down, by a clock that never jumps. */
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

  (document.getElementById('code') || document.getElementById('cardNumber') ||
    (error.textContent ? error : document.querySelector('h1'))).focus();
})();
