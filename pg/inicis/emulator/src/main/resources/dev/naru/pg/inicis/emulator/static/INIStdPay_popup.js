/* Included by the merchant's popupUrl page: has the opener send its form into this window. */
(function () {
  'use strict';
  window.name = window.name || 'inicisPopup';
  if (window.opener && window.opener.INIStdPay) window.opener.INIStdPay.popup(window.name);
})();
