export interface Preventable {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** An event object a listener may veto. */
export function preventable<T extends object>(fields: T): T & Preventable {
  let prevented = false;
  const event: Preventable = {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(fields)) as T &
    Preventable;
}
