/** What the browser says when it has come back from Salesforce's sign-in. */
export const CALLBACK_PAGES = {
  done: {
    title: 'You can go back to Voyage Reconcile now',
    body: 'You are signed in to Salesforce. This page can be closed.',
  },
  used: {
    title: 'This sign-in is over',
    body: 'Nothing was changed. Go back to Voyage Reconcile; if it still asks, start the sign-in there again.',
  },
  elsewhere: {
    title: 'There is nothing here',
    body: 'This address is only for coming back from Salesforce’s sign-in.',
  },
} as const;

export const GO_BACK = 'You can go back to Voyage Reconcile now.';
