import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';

/** What a page may answer with instead of itself. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request can not be understood, or is over',
  401: 'Wrong e-mail address or password',
  403: 'The form was not ours, or has expired',
  404: 'There is nothing here',
  405: 'The page is there, but not for this method',
  409: 'There is an account with this e-mail address',
  413: 'The body is larger than 64 KB',
  415: 'The body is not a form',
  429: 'Too many attempts; see `Retry-After`',
  503: 'Try again; see `Retry-After`',
};

/** Documents the routes of a controller as pages for people. */
export function PageRoutes(): ClassDecorator {
  return applyDecorators(
    ApiTags('Pages'),
    ApiProduces('text/html'),
    ApiResponse({ status: 200, description: 'A page', type: String }),
    ApiResponse({ status: 303, description: 'On to the next page' }),
    ...Object.entries(REFUSALS).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, type: String }),
    ),
  );
}
