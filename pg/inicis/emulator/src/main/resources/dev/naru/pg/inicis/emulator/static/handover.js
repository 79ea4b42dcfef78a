/* Gives the result to the merchant: through the page that opened the window, or from here. */
(function () {
  'use strict';
  var link = document.getElementById('close');
  if (link) {
    location.replace(link.href);
    return;
  }
  var form = document.getElementById('handover');
  var opener = form.dataset.opener;
  var owner = window.opener || (window.parent !== window ? window.parent : null);
  if (!opener || !owner) {
    form.target = '_self';
    form.submit();
    return;
  }
  var fields = {};
  form.querySelectorAll('input').forEach(function (input) {
    fields[input.name] = input.value;
  });
  owner.postMessage(
    { inicis: 'result', action: form.action, charset: form.acceptCharset, fields: fields }, opener);
})();
