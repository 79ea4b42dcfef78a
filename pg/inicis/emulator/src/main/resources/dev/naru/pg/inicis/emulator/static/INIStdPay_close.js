/* Included by the merchant's closeUrl page: takes the overlay (or the popup) away. */
(function () {
  'use strict';
  var owner = window.opener || window.parent;
  try {
    if (owner && owner !== window && owner.INIStdPay) {
      owner.INIStdPay.close();
    } else if (window.parent !== window) {
      var modal = window.parent.document.getElementById('inicisModalDiv');
      if (modal) modal.remove();
    }
  } catch (otherOrigin) {
    /* closeUrl must be of the page's own origin (V023); nothing to close from elsewhere. */
  }
})();
