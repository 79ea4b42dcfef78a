/* Gives the result to the merchant, or ends a window that the buyer left. */
(function () {
  'use strict';
  var form = document.getElementById('handover');
  if (form) {
    form.submit();
    return;
  }
  var close = document.getElementById('close');
  var link = close.querySelector('a');
  /* A popup only closes; a page or an iframe goes on to the merchant. */
  if (close.dataset.popup === 'yes' && window.opener) {
    window.close();
  } else if (link) {
    location.replace(link.href);
  }
})();
