/**
 * The error bodies of Salesforce's REST API. A single record's answer carries `errorCode`, an item of a
 * collection `statusCode`; some codes have no `fields`, and NOT_FOUND and its kin put the code first.
 */
export interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[] | null;
  readonly isCodeFirst: boolean;
  /** What a duplicate rule found; only the answer for a single record tells it. */
  readonly duplicates?: unknown;
}

/** Thrown inside the fake to answer a whole request with an error. */
export class ApiRefusal extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}

export function recordError(
  code: string,
  message: string,
  fields: readonly string[] = [],
): ApiError {
  return { status: 400, code, message, fields, isCodeFirst: false };
}

export function requestError(status: number, code: string, message: string): ApiError {
  return { status, code, message, fields: null, isCodeFirst: false };
}

export const NOT_FOUND: ApiError = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'The requested resource does not exist',
  fields: null,
  isCodeFirst: true,
};

export const NO_SUCH_REFERENCE: ApiError = {
  status: 404,
  code: 'INVALID_CROSS_REFERENCE_KEY',
  message: 'invalid cross reference id',
  fields: null,
  isCodeFirst: true,
};

export const IS_DELETED: ApiError = {
  status: 404,
  code: 'ENTITY_IS_DELETED',
  message: 'entity is deleted',
  fields: [],
  isCodeFirst: false,
};

export const INVALID_SESSION = requestError(
  401,
  'INVALID_SESSION_ID',
  'Session expired or invalid',
);

export function errorBody(error: ApiError): unknown {
  const { code, message, fields } = error;
  if (error.duplicates !== undefined) {
    // Salesforce's own spelling.
    return [{ duplicateResut: error.duplicates, errorCode: code, message }];
  }
  if (error.isCodeFirst) return [{ errorCode: code, message }];
  return [{ message, errorCode: code, ...(fields === null ? {} : { fields }) }];
}

export function itemOfError(error: ApiError): unknown {
  const { code, fields } = error;
  const message = error.duplicates === undefined ? error.message : 'Use one of these records?';
  return { success: false, errors: [{ statusCode: code, message, fields: fields ?? [] }] };
}
