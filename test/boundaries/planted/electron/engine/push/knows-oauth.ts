import * as oauth from 'oauth4webapi';
export const planted = oauth;
