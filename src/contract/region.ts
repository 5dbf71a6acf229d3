/** How AWS names its regions. */
export const regionPattern = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
export const regionRule = 'must be an AWS region such as us-east-1';
