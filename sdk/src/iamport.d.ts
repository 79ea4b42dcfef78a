/**
 * Types of the browser SDK (`window.IMP`), V1 of i'mport / PortOne.
 * The result in a callback doesn't prove a payment: the shop's server must ask the REST API.
 */

export type PayMethod =
  | 'card'
  | 'trans'
  | 'vbank'
  | 'phone'
  | 'samsung'
  | 'samsungpay'
  | 'kakaopay'
  | 'payco'
  | 'tosspay'
  | 'ssgpay'
  | 'chai'
  | 'lpay'
  | 'naverpay'
  | 'applepay'
  | 'cultureland'
  | 'smartculture'
  | 'happymoney'
  | 'booknlife'
  | 'point';

/** `*` in `card_code` means all; later entries override earlier ones. */
export interface CardDetail {
  card_code: string;
  enabled?: boolean;
  max_month?: number;
}

export interface RequestPayParam {
  /** Selects a channel; takes precedence over `pg`. */
  channelKey?: string;
  channelGroupId?: string;
  /** `{provider}` or `{provider}.{MID}`; the default channel when absent. */
  pg?: string;
  /** `card` when absent. */
  pay_method?: PayMethod | (string & {});
  escrow?: boolean;
  /** At most 40 characters. An order can be paid only once. */
  merchant_uid?: string;
  name?: string;
  /** An integer for KRW; numeric strings are accepted unless the merchant's setting is strict. */
  amount: number | string;
  /** Is returned in the payment as it was sent. */
  custom_data?: Record<string, unknown> | string;
  tax_free?: number;
  vat_amount?: number;
  /** @deprecated use `vat_amount` */
  vat?: number;
  currency?: 'KRW' | (string & {});
  language?: 'ko' | 'en' | 'zh';
  buyer_name?: string;
  /** Required by most PGs. */
  buyer_tel?: string;
  buyer_email?: string;
  buyer_addr?: string;
  buyer_postcode?: string;
  /** Replaces the webhook address for this payment. */
  notice_url?: string | string[];
  /** The address of the shop's server that the hub asks before it approves the payment. */
  confirm_url?: string;
  /**
   * Turns the window into a billing-key window; at most 80 characters. The PG decides which
   * methods can have one, and whether the amount is charged together with it.
   */
  customer_uid?: string;
  customer_id?: string;
  /** `[]` is lump sum only; applies from 50,000 KRW. */
  display?: { card_quota?: number[] };
  card?: {
    direct?: { code: string; quota?: number; usePoint?: boolean };
    detail?: CardDetail[];
    interest_free?: number;
  };
  useFreeInterestFromMall?: boolean;
  useCardPoint?: boolean;
  /** For `phone`: true for contents, false for goods. */
  digital?: boolean | 'true' | 'false';
  /**
   * Korean time: `YYYY-MM-DD`, `YYYYMMDD` (both until 23:59:59), `YYYY-MM-DD HH:mm:ss` or
   * `YYYYMMDDHHmmss`. Refused when past.
   */
  vbank_due?: string;
  /**
   * The address to which a phone's browser goes at the end; the result is added to its query.
   * Without it, some PGs' windows and all billing-key windows call back on a phone too.
   */
  m_redirect_url?: string;
  app_scheme?: string;
  biz_num?: string;
  popup?: boolean;
  /** `YYYYMMDD` */
  period?: { from: string; to?: string };
  company?: string;
  products?: unknown[];
  phone?: { carrier?: 'SKT' | 'KTF' | 'LGT' | 'CJH' | 'KCT' | 'SKL' };
  bypass?: Record<string, unknown>;
  promotion_id?: string;
  /** Unknown keys are never refused. */
  [key: string]: unknown;
}

interface ResultBase {
  imp_uid: string | null;
  merchant_uid: string | null;
}

export interface PaySuccess extends ResultBase {
  /** Absent under the setting `sdk.result_profile=new_minimal`. */
  success?: true;
  imp_success?: true;
  error_code?: undefined;
  error_msg?: undefined;
  imp_uid: string;
  merchant_uid: string;
  pay_method?: string;
  pg_provider?: string;
  pg_type?: 'payment';
  pg_tid?: string | null;
  name?: string | null;
  paid_amount?: number;
  currency?: string;
  /** `ready`: a virtual account was issued and waits for its deposit. */
  status?: 'paid' | 'ready';
  apply_num?: string;
  buyer_name?: string | null;
  buyer_email?: string | null;
  buyer_tel?: string | null;
  buyer_addr?: string | null;
  buyer_postcode?: string | null;
  custom_data?: unknown;
  /** Epoch seconds; 0 for an issued virtual account. */
  paid_at?: number;
  receipt_url?: string | null;
  card_name?: string | null;
  card_number?: string | null;
  card_quota?: number;
  bank_name?: string | null;
  /** The account of a `vbank` payment; `vbank_date` is the deadline in epoch seconds. */
  vbank_num?: string;
  vbank_name?: string;
  vbank_holder?: string;
  vbank_date?: number;
  emb_pg_provider?: string;
  customer_uid?: string;
}

export interface PayFailure extends ResultBase {
  success?: false;
  imp_success?: false;
  pay_method?: string;
  pg_provider?: string | null;
  pg_type?: 'payment';
  error_code: string;
  error_msg: string;
}

export type RequestPayResponse = PaySuccess | PayFailure;

export interface CertificationParam {
  channelKey?: string;
  pg?: string;
  merchant_uid?: string;
  min_age?: number;
  name?: string;
  phone?: string;
  carrier?: 'SKT' | 'KTF' | 'LGT' | 'MVNO';
  company?: string;
  m_redirect_url?: string;
  popup?: boolean;
  [key: string]: unknown;
}

export interface CertificationResponse {
  success?: boolean;
  imp_uid: string | null;
  merchant_uid: string | null;
  error_code?: string | null;
  error_msg?: string | null;
}

export interface Imp {
  /** Call it once, with the merchant's code. */
  init(userCode: string): void;
  /** Like `init`, for one tier (three of `A-Z0-9`). */
  agency(userCode: string, tierCode: string): void;
  request_pay(param: RequestPayParam, callback?: (response: RequestPayResponse) => void): void;
  certification(
    param: CertificationParam,
    callback?: (response: CertificationResponse) => void,
  ): void;
  /** Throws: no UI type is supported. */
  loadUI(type: string, param?: unknown, callback?: (response: RequestPayResponse) => void): void;
  updateLoadUIRequest(type: string, param?: unknown): void;
  /** Rejects: no module is supported. */
  loadModule(
    type: string,
    merchant: { userCode: string; tierCode?: string },
    options?: unknown,
  ): Promise<never>;
}

declare global {
  interface Window {
    IMP: Imp;
  }
  const IMP: Imp;
}
