// One call of the page: its parameter and its answer.

var DEEPEST = 32;

/** Makes a request; null when the parameter can't be read. */
function newRequest(action, param, callback) {
  var request = {
    id: randomId(),
    action: action,
    userCode: userCode,
    tierCode: tierCode,
    param: {},
    callback: typeof callback === 'function' ? callback : null,
    place: place(), // the position in the tab's history when it began
    url: null, // the window's address, once the hub has made the payment
    number: null, // the payment number
    popup: null,
    layer: null, // the dialog that covers the page
  };
  try {
    request.param = plain(param, 0);
    return request;
  } catch (unreadable) {
    answer(request, failure(request, 'F400', '결제요청 파라미터를 읽을 수 없습니다.'));
    return null;
  }
}

/**
 * Copies the values that are sent to the hub. It doesn't use JSON, because libraries change that:
 * Prototype.js gives arrays a `toJSON` that turns them into text.
 */
function plain(value, depth) {
  if (depth > DEEPEST) {
    throw new Error('too deep, or a circle');
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'number') {
    return isFinite(value) ? value : null;
  }
  if (typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value !== 'object') {
    return undefined;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof String || value instanceof Number || value instanceof Boolean) {
    return plain(value.valueOf(), depth);
  }
  if (Array.isArray(value)) {
    return Array.prototype.map.call(value, function (each) {
      var copy = plain(each, depth + 1);
      return copy === undefined ? null : copy;
    });
  }
  var copy = {};
  Object.keys(value).forEach(function (key) {
    var each = plain(value[key], depth + 1);
    if (each !== undefined) {
      copy[key] = each;
    }
  });
  return copy;
}

/** The result of a failure that the SDK itself has found. */
function failure(request, code, text) {
  var param = request.param;
  return {
    success: false,
    imp_success: false,
    imp_uid: request.number,
    merchant_uid: param.merchant_uid === undefined ? null : param.merchant_uid,
    pay_method: param.pay_method || 'card',
    pg_provider: null,
    pg_type: 'payment',
    error_code: code,
    error_msg: text,
  };
}

/**
 * Calls the callback, but not before the page's call has returned.
 *
 * @param location where a phone's browser goes if there is no callback (1.1.5)
 */
function answer(request, response, location) {
  window.setTimeout(function () {
    if (request.callback) {
      request.callback(response);
    } else if (typeof location === 'string' && !/^\s*(javascript|data|vbscript):/i.test(location)) {
      window.location.assign(location);
    } else if (response.error_code) {
      warn(response.error_code + ' ' + response.error_msg);
    }
  }, 0);
}
