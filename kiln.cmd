@echo off
rem Runs Kiln. Builds it first if it was never built or its sources have changed since.
setlocal
set "KILN_ROOT=%~dp0"
set "KILN_BUILT=%KILN_ROOT%artifacts\kiln"
set "KILN_LOCK=%KILN_ROOT%artifacts\lock"
call :changed && call :build
if errorlevel 2 exit /b 1
endlocal & "%~dp0artifacts\kiln\kiln.exe" %*
exit /b %errorlevel%

rem Ends with 0 if there is something to build. Newest first: if the stamp is not newer than the newest source, a build is due.
:changed
if not exist "%KILN_BUILT%\kiln.exe" exit /b 0
if not exist "%KILN_BUILT%\stamp" exit /b 0
powershell -NoProfile -NonInteractive -Command ^
 "$stamp = (Get-Item -LiteralPath '%KILN_BUILT%\stamp').LastWriteTimeUtc;" ^
 "$files = Get-ChildItem -Recurse -File -Path '%KILN_ROOT%src','%KILN_ROOT%Directory.*','%KILN_ROOT%global.json';" ^
 "foreach ($f in $files) { if ($f.LastWriteTimeUtc -gt $stamp -and $f.FullName -notmatch '[\\/](bin|obj)[\\/]') { exit 0 } }; exit 1"
exit /b %errorlevel%

:build
where dotnet >nul 2>nul
if errorlevel 1 (
  echo error: there is no 'dotnet' on the path; install the .NET SDK 10 and try again 1>&2
  exit /b 2
)
if not exist "%KILN_ROOT%artifacts" mkdir "%KILN_ROOT%artifacts"
:wait
mkdir "%KILN_LOCK%" 2>nul
if errorlevel 1 (
  ping -n 2 127.0.0.1 >nul
  goto wait
)
call :changed || (
  rmdir "%KILN_LOCK%"
  exit /b 0
)
echo building Kiln, as on first use and after every change of its sources 1>&2
if exist "%KILN_BUILT%.new" rmdir /s /q "%KILN_BUILT%.new"
mkdir "%KILN_BUILT%.new"
type nul > "%KILN_BUILT%.new\stamp"
dotnet publish "%KILN_ROOT%src\Kiln.Cli\Kiln.Cli.csproj" -c Release --nologo -v quiet --artifacts-path "%KILN_ROOT%artifacts\build" -o "%KILN_BUILT%.new" > "%KILN_ROOT%artifacts\build.log" 2>&1 < nul
if errorlevel 1 (
  type "%KILN_ROOT%artifacts\build.log" 1>&2
  echo error: Kiln does not build; what the compiler says is above and in '%KILN_ROOT%artifacts\build.log' 1>&2
  rmdir "%KILN_LOCK%"
  exit /b 2
)
if exist "%KILN_BUILT%" rmdir /s /q "%KILN_BUILT%"
move "%KILN_BUILT%.new" "%KILN_BUILT%" >nul
rmdir "%KILN_LOCK%"
exit /b 0
