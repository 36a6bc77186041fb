import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';

/** What a page may answer with instead of itself. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'the request can not be understood, or is over; go back to the app and start again',
  401: 'wrong e-mail address or password, or nobody is signed in; try again',
  403: 'the form was not ours, or has expired; open it again',
  404: 'there is nothing here; check the address',
  405: 'the page is there, but not for this method; open it with GET',
  409: 'there is an account with this e-mail address; sign in',
  413: 'the body is larger than 64 KB; send less',
  415: 'the body is not a form; send `application/x-www-form-urlencoded`',
  429: 'too many attempts; wait for the seconds in `Retry-After`',
  503: 'nothing was changed; try again after the seconds in `Retry-After`',
};

/** Documents the routes of a controller as pages for people. */
export function PageRoutes(): ClassDecorator {
  return applyDecorators(
    ApiTags('Pages'),
    ApiProduces('text/html'),
    ApiResponse({ status: 200, description: 'A page', type: String }),
    ApiResponse({ status: 303, description: 'On to the next page' }),
    PageResponses(REFUSALS),
  );
}

/** What a route, or all of a controller, answers with a page: descriptions by status. */
export function PageResponses(descriptions: Readonly<Record<number, string>>): ClassDecorator & MethodDecorator {
  return applyDecorators(
    ...Object.entries(descriptions).map(([status, description]) =>
      ApiResponse({ status: Number(status), description: `A page: ${description}`, type: String }),
    ),
  );
}
