import * as keytar from 'keytar';
export const openThing = keytar.getPassword;
