/* Checks before sending, the drawn card, receipts and instalments. kit.js comes before it. */
(function () {
  'use strict';
  var form = buyerWindow.form;
  var digits = buyerWindow.digits;
  var number = document.getElementById('cardNumber');

  function wrong(name, text, field) {
    (document.getElementById(name + '-error') || document.getElementById('error')).textContent = text;
    field.setAttribute('aria-invalid', 'true');
    return field;
  }

  /* Marks the first wrong field and returns it. */
  buyerWindow.guard(function () {
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
  });

  /* The drawn card shows what is typed. */
  var drawn = document.getElementById('digits');
  if (drawn) {
    number.addEventListener('input', function () {
      var plain = digits(number.value).slice(0, 16);
      drawn.textContent =
        (plain + '••••••••••••••••').slice(0, 16).replace(/(.{4})(?!$)/g, '$1 ');
    });
  }

  /* The receipt's number is needed only if a receipt is chosen. */
  var receipt = form.elements.receipt;
  if (receipt) {
    var row = document.getElementById('receiptNumber').closest('.row');
    var follow = function () {
      row.hidden = !receipt.value;
    };
    receipt.addEventListener('change', follow);
    follow();
  }

  /* Shows the chosen card company's instalments; an easy-pay asks for them on its own page. */
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

  window.addEventListener('message', function (event) {
    if (event.source === window.parent && event.data && event.data.inicis === 'leave') {
      buyerWindow.leave();
    }
  });

  (form.querySelector('.fields input:not([type=radio])[required], #cardNumber') &&
    !form.querySelector('[type=radio]')
    ? form.querySelector('.fields input[required], #cardNumber')
    : document.querySelector('h1')).focus();
})();
